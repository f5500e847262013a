namespace ModelCI.Core.Gating;

/// <summary>What one clause has seen when the evaluation ends.</summary>
/// <param name="Counts">How often each of the score's distinct values occurred among active items.</param>
/// <param name="AcceptLogValue">ln of the accepting process; null where it needs no bets.</param>
/// <param name="RefuseLogValue">ln of the refusing process; null where it needs no bets.</param>
public sealed record ClauseEvidence(
    ClauseScore Score,
    ClauseOutcome Outcome,
    IReadOnlyList<long> Counts,
    double? AcceptLogValue,
    double? RefuseLogValue)
{
    /// <summary>Active items that this clause consumed.</summary>
    public long Items => Counts.Sum();
}
