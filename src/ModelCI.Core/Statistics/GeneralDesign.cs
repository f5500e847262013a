namespace ModelCI.Core.Statistics;

/// <summary>
/// Any other bounded score: the second-order Kelly bet mean / E[X^2] with the predictable mean of X^2, started from one pseudo-item
/// with the largest variance that mean 0 allows, -low high, and kept at half the limit, where no single item costs more than half the capital.
/// </summary>
internal sealed class GeneralDesign(IReadOnlyList<double> scores) : BetDesign
{
    public override bool IsAdaptive => true;

    public override double Bet(double mean, in Consumed consumed)
    {
        var (low, high) = (scores[0], scores[^1]);
        var squares = -low * high;
        for (var index = 0; index < consumed.Counts.Length; index++) squares += consumed.Counts[index] * scores[index] * scores[index];
        return Math.Min(mean * (consumed.Items + 1) / squares, 0.5 / -low);
    }
}
