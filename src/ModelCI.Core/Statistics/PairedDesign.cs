namespace ModelCI.Core.Statistics;

/// <summary>
/// Scores -h, 0 and h where an item without a label scores 0, and the share of items that cost one is known (n - o against 0, with the whole
/// pool's disagreements). With P(X != 0) the Kelly bet for mean mu is mu / (h^2 P(X != 0)). What is left to estimate is how many labelled items
/// score 0 (both models wrong, with different answers): none, to begin with.
/// </summary>
internal sealed class PairedDesign : BetDesign
{
    // Labelled items that the first guess, no ties, is worth.
    private const double PriorLabels = 2;

    private readonly double _high;
    private readonly double _labelShare;

    public PairedDesign(double high, double labelShare)
    {
        if (!(labelShare > 0 && labelShare <= 1)) throw new ArgumentOutOfRangeException(nameof(labelShare), labelShare, "a share of items lies in (0, 1]");
        (_high, _labelShare) = (high, labelShare);
    }

    public override bool IsAdaptive => true;

    public override double Bet(double mean, in Consumed consumed)
    {
        var decisive = consumed.Counts[0] + consumed.Counts[2] + PriorLabels;
        var differing = _labelShare * Math.Min(1, decisive / (consumed.Labels + PriorLabels));
        return Math.Min(mean / (_high * _high * differing), LargestShare / _high);
    }
}
