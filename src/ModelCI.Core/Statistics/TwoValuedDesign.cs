namespace ModelCI.Core.Statistics;

/// <summary>
/// A score with two values (n, o or d alone). The Kelly bet for mean mu is mu / (-low high) in closed form; for <c>n > c</c> that is
/// (q - c) / (c (1 - c)) with q = c + mu. It needs no data.
/// </summary>
internal sealed class TwoValuedDesign(double low, double high) : OneByOneDesign
{
    public override bool IsAdaptive => false;

    protected override double Bet(double mean, in Consumed consumed) => Math.Min(mean / (-low * high), LargestShare / -low);
}
