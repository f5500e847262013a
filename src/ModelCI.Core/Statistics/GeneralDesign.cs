namespace ModelCI.Core.Statistics;

/// <summary>
/// Any other bounded score: the second-order Kelly bet mean / E[X^2] with the predictable mean of X^2, started from one pseudo-item
/// with the largest variance that mean 0 allows, -low high, and kept at half the limit, where no single item costs more than half the capital.
/// </summary>
internal sealed class GeneralDesign(IReadOnlyList<double> scores) : BetDesign
{
    internal override bool IsAdaptive => true;

    internal override double Bet(double mean, ReadOnlySpan<long> counts, long items)
    {
        var (low, high) = (scores[0], scores[^1]);
        var squares = -low * high;
        for (var index = 0; index < counts.Length; index++) squares += counts[index] * scores[index] * scores[index];
        return Math.Min(mean * (items + 1) / squares, 0.5 / -low);
    }
}
