namespace ModelCI.Core.Gating;

/// <summary>What an evaluation saw and used.</summary>
/// <param name="Clauses">In the order of the condition.</param>
/// <param name="ItemsRead">Items looked at, active or not: one more than the last position read.</param>
/// <param name="LabelledPositions">Positions, ascending, whose label was needed.</param>
/// <param name="NewLabels">How many of those no earlier evaluation had used.</param>
public sealed record Evidence(
    IReadOnlyList<ClauseEvidence> Clauses,
    int ItemsRead,
    IReadOnlyList<int> LabelledPositions,
    int NewLabels);
