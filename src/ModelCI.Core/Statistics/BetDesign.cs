namespace ModelCI.Core.Statistics;

/// <summary>
/// Chooses the bets of the design part of the mixture: for each multiple m the bet that grows fastest (Kelly, 1956) where the score's mean
/// is m times the width of the indifference zone. Choosing affects the number of labels only; validity needs no more than that a bet
/// depends on items already consumed (Waudby-Smith and Ramdas, 2024).
/// </summary>
/// <remarks>
/// Multiples and weights were tuned on the grid of statistics.md section 7 by mean labels over Wald's bound: 1.128 (standard error 0.003) where
/// 0.5, 1, 2, 4 with 0.2, 0.35, 0.2, 0.15 gave 1.153. tests/ModelCI.Benchmarks measures it.
/// </remarks>
internal abstract class BetDesign
{
    /// <summary>Multiples m of the zone's width at which the design bets are optimal.</summary>
    public static ReadOnlySpan<double> Multiples => [0.55, 1, 1.9, 3, 4.5];

    /// <summary>Prior weights of the design bets; with <see cref="FixedBets.Weight"/> they sum to 1.</summary>
    public static ReadOnlySpan<double> Weights => [0.14, 0.35, 0.18, 0.15, 0.14];

    /// <summary>Share of the largest admissible bet that no design exceeds: one loss must not take nearly everything.</summary>
    protected const double LargestShare = 0.97;

    /// <summary>Whether bets change with the counts.</summary>
    public abstract bool IsAdaptive { get; }

    /// <summary>Whether bets are chosen again after an item that cost a label.</summary>
    /// <param name="labels">How many items did so far, at least 1.</param>
    public virtual bool IsDue(long labels) => IsAdaptive;

    /// <summary>The bets, at least 0, for means of <see cref="Multiples"/> of the zone's width, from what was consumed so far.</summary>
    public abstract void Choose(double zone, in Consumed consumed, Span<double> bets);

    /// <summary>Items that a process has consumed.</summary>
    public readonly ref struct Consumed(ReadOnlySpan<long> counts, long items, long labels)
    {
        /// <summary>How often each distinct score occurred, ascending.</summary>
        public ReadOnlySpan<long> Counts { get; } = counts;

        /// <summary>Their sum.</summary>
        public long Items { get; } = items;

        /// <summary>Items that cost a label.</summary>
        public long Labels { get; } = labels;
    }

    /// <summary>
    /// Picks the kind from the distinct scores, ascending, the least negative and the greatest positive: two-valued, -h, 0, h with a known
    /// share of items that cost a label, n - o like, or any other.
    /// </summary>
    public static BetDesign For(IReadOnlyList<double> scores, double? labelShare)
    {
        if (labelShare is { } share) return new PairedDesign(scores[2], share);
        if (scores.Count == 2) return new TwoValuedDesign(scores[0], scores[1]);
        var isEvenlySpaced = scores.Count == 3
            && Math.Abs(scores[2] - scores[1] - (scores[1] - scores[0])) <= 1e-12 * (scores[2] - scores[0]);
        return isEvenlySpaced ? new ThreeValuedDesign(scores[0], scores[1], scores[2]) : new GeneralDesign(scores);
    }
}
