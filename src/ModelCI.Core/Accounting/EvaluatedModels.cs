namespace ModelCI.Core.Accounting;

/// <summary>Digests of what an evaluation compares; lower-case hex SHA-256.</summary>
/// <param name="Candidate">Model file, with the files that it keeps weights in.</param>
/// <param name="Baseline">Likewise; null without a baseline.</param>
public sealed record EvaluatedModels(string Candidate, string? Baseline);
