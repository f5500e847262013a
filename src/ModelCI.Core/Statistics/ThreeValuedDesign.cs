namespace ModelCI.Core.Statistics;

/// <summary>
/// A score with three evenly spaced values (n - o and its multiples). How often the score leaves its middle value is estimated from
/// the items consumed; the mean then fixes both outer probabilities, and the Kelly bet is the root of a quadratic.
/// </summary>
internal sealed class ThreeValuedDesign(double low, double middle, double high) : OneByOneDesign
{
    private const double LeastShare = 1e-3;
    private const double LeastProbability = 1e-4;
    private const double LeastBet = 1e-6;

    public override bool IsAdaptive => true;

    protected override double Bet(double mean, in Consumed consumed)
    {
        var share = Math.Max(LeastShare, (consumed.Counts[0] + consumed.Counts[2] + 0.5) / (consumed.Items + 1));
        var drift = (mean - middle) / ((high - low) / 2);
        var up = Math.Clamp((share + drift) / 2, LeastProbability, 1);
        var down = Math.Clamp((share - drift) / 2, LeastProbability, 1);
        var rest = Math.Max(0, 1 - up - down);
        return Kelly(up, rest, down);
    }

    /// <summary>
    /// Where the derivative of E ln(1 + bet X) vanishes: sum p x / (1 + bet x), times all three denominators, is a bet^2 + b bet + c. The
    /// derivative falls, so between 0 and the limit there is at most one root.
    /// </summary>
    private double Kelly(double up, double rest, double down)
    {
        var (least, most) = (LeastBet / -low, LargestShare / -low);
        var c = (up * high) + (rest * middle) + (down * low);
        if (!(c > 0)) return least;
        if ((up * high / (1 + (most * high))) + (rest * middle / (1 + (most * middle))) + (down * low / (1 + (most * low))) >= 0) return most;
        var b = (up * high * (middle + low)) + (rest * middle * (high + low)) + (down * low * (high + middle));
        var a = (up + rest + down) * high * middle * low;
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c)));
        // The stable form of each root; c > 0 and a sign change before the limit make the smallest positive one the bet.
        var bet = b <= 0 ? 2 * c / (root - b) : -(b + root) / (2 * a);
        return Math.Clamp(bet, least, most);
    }
}
