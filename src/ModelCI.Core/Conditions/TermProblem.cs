using ModelCI.Core.Problems;

namespace ModelCI.Core.Conditions;

/// <summary>A problem of one term of a condition.</summary>
/// <param name="Column">0-based offset into the condition's source.</param>
/// <param name="Problem">Without a place: whoever knows where the condition stands adds it.</param>
public sealed record TermProblem(int Column, Problem Problem);
