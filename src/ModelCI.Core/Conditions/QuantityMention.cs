namespace ModelCI.Core.Conditions;

/// <summary>A place in a condition's source that names a quantity.</summary>
/// <param name="Quantity">What is named.</param>
/// <param name="Column">0-based offset of the first character.</param>
/// <param name="Length">Number of characters, at least 1, brackets included.</param>
/// <param name="Clause">Index of the clause that it belongs to.</param>
public sealed record QuantityMention(Quantity Quantity, int Column, int Length, int Clause);
