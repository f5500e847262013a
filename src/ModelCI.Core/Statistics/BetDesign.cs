namespace ModelCI.Core.Statistics;

/// <summary>
/// Chooses the bets of the design part of the mixture: for each multiple m the bet that grows fastest (Kelly, 1956) where the score's mean
/// is m times the width of the indifference zone. Choosing affects the number of labels only; validity needs no more than that a bet
/// depends on items already consumed (Waudby-Smith and Ramdas, 2024).
/// </summary>
/// <remarks>The three kinds are statistics.md section 2's: two-valued, n - o like, and any other score.</remarks>
public abstract class BetDesign
{
    /// <summary>Multiples m of the zone's width at which the design bets are optimal.</summary>
    internal static ReadOnlySpan<double> Multiples => [0.5, 1, 2, 4];

    /// <summary>Prior weights of the design bets; the fixed bets share the rest.</summary>
    internal static ReadOnlySpan<double> Weights => [0.2, 0.35, 0.2, 0.15];

    /// <summary>Whether bets change with the counts.</summary>
    internal abstract bool IsAdaptive { get; }

    /// <summary>The bet, at least 0, for mean <paramref name="mean"/> of the score given the counts per distinct score so far.</summary>
    internal abstract double Bet(double mean, ReadOnlySpan<long> counts, long items);

    /// <summary>Picks the kind from the distinct scores, ascending, the least negative and the greatest positive.</summary>
    public static BetDesign For(IReadOnlyList<double> scores)
    {
        if (scores.Count == 2) return new TwoValuedDesign(scores[0], scores[1]);
        var isEvenlySpaced = scores.Count == 3
            && Math.Abs(scores[2] - scores[1] - (scores[1] - scores[0])) <= 1e-12 * (scores[2] - scores[0]);
        return isEvenlySpaced ? new ThreeValuedDesign(scores[0], scores[1], scores[2]) : new GeneralDesign(scores);
    }
}
