namespace ModelCI.Core.Statistics;

/// <summary>
/// Scores -h, 0 and h where an item without a label scores 0, and the share of items that cost one is known (n - o against 0, with the whole
/// pool's disagreements). With P(X != 0) the Kelly bet for mean mu is mu / (h^2 P(X != 0)). What is left to estimate is how many labelled items
/// score 0 (both models wrong, with different answers): none, to begin with.
/// </summary>
internal sealed class PairedDesign(double high, double labelShare) : OneByOneDesign
{
    // Labelled items that the first guess, no ties, is worth.
    private const double PriorLabels = 2;

    public override bool IsAdaptive => true;

    protected override double Bet(double mean, in Consumed consumed)
    {
        var decisive = consumed.Counts[0] + consumed.Counts[2] + PriorLabels;
        var differing = labelShare * Math.Min(1, decisive / (consumed.Labels + PriorLabels));
        return Math.Min(mean / (high * high * differing), LargestShare / high);
    }
}
