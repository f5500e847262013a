namespace ModelCI.Core.Statistics;

/// <summary>
/// A score with three evenly spaced values (n - o and its multiples). How often the score leaves its middle value is estimated from
/// the items consumed; the mean then fixes both outer probabilities, and the Kelly bet follows by Newton's method.
/// </summary>
internal sealed class ThreeValuedDesign(double low, double middle, double high) : BetDesign
{
    private const double LeastShare = 1e-3;
    private const double LeastProbability = 1e-4;
    private const int NewtonSteps = 8;

    internal override bool IsAdaptive => true;

    internal override double Bet(double mean, ReadOnlySpan<long> counts, long items)
    {
        var share = Math.Max(LeastShare, (counts[0] + counts[2] + 0.5) / (items + 1));
        var drift = (mean - middle) / ((high - low) / 2);
        var up = Math.Clamp((share + drift) / 2, LeastProbability, 1);
        var down = Math.Clamp((share - drift) / 2, LeastProbability, 1);
        var rest = Math.Max(0, 1 - up - down);
        return Kelly(up, rest, down);
    }

    /// <summary>Root of the decreasing derivative of the growth rate; Newton inside a bracket, as the derivative is not convex.</summary>
    private double Kelly(double up, double rest, double down)
    {
        var (least, most) = (1e-6 / -low, 0.97 / -low);
        var bet = Math.Clamp(((up * high) + (rest * middle) + (down * low))
            / ((up * high * high) + (rest * middle * middle) + (down * low * low)), least, most);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (growthUp, growthRest, growthDown) = (high / (1 + (bet * high)), middle / (1 + (bet * middle)), low / (1 + (bet * low)));
            var slope = (up * growthUp) + (rest * growthRest) + (down * growthDown);
            var curvature = (up * growthUp * growthUp) + (rest * growthRest * growthRest) + (down * growthDown * growthDown);
            if (slope > 0) least = bet;
            else most = bet;
            var next = bet + (slope / curvature);
            // Ends included: at the root the step is 0, and leaving the root for the bracket's middle would spoil the bet.
            bet = next >= least && next <= most ? next : (least + most) / 2;
        }
        return bet;
    }
}
