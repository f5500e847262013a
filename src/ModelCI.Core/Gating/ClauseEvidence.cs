using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>What one clause has seen when the evaluation ends.</summary>
/// <param name="Seen">At the end.</param>
/// <param name="Checkpoints">The counts when the number of active items with a known label was a power of two, and at the end: the path, as a confidence sequence takes it.</param>
/// <param name="AcceptLogValue">ln of the accepting process; null where it needs no bets.</param>
/// <param name="RefuseLogValue">ln of the refusing process; null where it needs no bets.</param>
public sealed record ClauseEvidence(
    ClauseScore Score,
    ClauseOutcome Outcome,
    SeenCounts Seen,
    IReadOnlyList<SeenCounts> Checkpoints,
    double? AcceptLogValue,
    double? RefuseLogValue)
{
    /// <summary>How often each of the score's distinct values, ascending, occurred among active items with a known label.</summary>
    public IReadOnlyList<long> Counts => Seen.Values;

    /// <summary>
    /// Of a clause on losses the sum of the indices of its items' scores, in [0, 512 items]: with the number of items, all that is shown or kept of
    /// its counts. Null for other clauses.
    /// </summary>
    public long? Sum => Score.IsLoss ? Counts.Select((count, index) => count * index).Sum() : null;

    /// <summary>What is shown and kept of the counts: these, or the number of items where there is a <see cref="Sum"/>.</summary>
    public IReadOnlyList<long> Kept => Score.IsLoss ? [Items] : Counts;

    /// <summary>Items that nobody could label and whose label could change the score; active or not.</summary>
    public long Unsure => Seen.Unsure;

    /// <summary>Active items with a known label that this clause consumed.</summary>
    public long Items => Counts.Sum();

    /// <summary>
    /// Confidence limits for the mean score at each side's <paramref name="alpha"/>, in score units, along the path: for those who may see it.
    /// </summary>
    public ConfidenceSequence Limits(SignificanceLevel alpha)
    {
        var limits = Unlimited(alpha);
        foreach (var seen in Checkpoints) limits.Observe(seen.Values, seen.Unsure);
        return limits;
    }

    /// <summary>What <see cref="Limits"/> were at each of the <see cref="Checkpoints"/>.</summary>
    public IReadOnlyList<(SeenCounts Seen, double Lower, double Upper)> Path(SignificanceLevel alpha)
    {
        var limits = Unlimited(alpha);
        return [.. Checkpoints.Select(At)];

        (SeenCounts Seen, double Lower, double Upper) At(SeenCounts seen)
        {
            limits.Observe(seen.Values, seen.Unsure);
            return (seen, limits.Lower, limits.Upper);
        }
    }

    private ConfidenceSequence Unlimited(SignificanceLevel alpha) => new(Score.DistinctValues, Score.DistinctValues[0], Score.DistinctValues[^1], alpha);
}
