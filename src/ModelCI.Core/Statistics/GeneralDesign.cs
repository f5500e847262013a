using System.Numerics;
using System.Runtime.Intrinsics;

namespace ModelCI.Core.Statistics;

/// <summary>
/// Any other bounded score, up to hundreds of values. Its distribution is taken to be what was consumed so far and one pseudo-item, which lies at the
/// two ends with a mean of 0; for each mean that is designed for, these shares q are tilted to q (1 + theta (x - m)), which has it, and the bet is
/// the Kelly bet of the tilted shares.
/// </summary>
/// <remarks>
/// With A(lambda) = sum q x/(1 + lambda x) the slope of the tilted growth rate is A + theta ((m - A)/lambda - m A): one sum serves all tilts. Measured
/// against mean/E[X^2] with half the largest bet at most: 13 % fewer labels in the mean of ten made-up losses, up to 35 % where the score hardly varies.
/// </remarks>
internal sealed class GeneralDesign(IReadOnlyList<double> scores) : BetDesign
{
    private const double LeastShare = 1e-6;
    // Shares stay positive.
    private const double LargestTilt = 0.99;
    // Far more than a bet needs, at two steps more, so that the same question in other units or mirrored is read the same way.
    private const double Accuracy = 1e-11;
    private const int MostSteps = 50;
    // As many choices per doubling of the labels: what is left out between two of them changes the shares by a hundredth.
    private const int ChoicesPerDoubling = 64;

    private readonly double[] _scores = [.. scores];
    private readonly double[] _shares = new double[scores.Count];

    public override bool IsAdaptive => true;

    public override bool IsDue(long labels) => labels % Math.Max(1, (long)BitOperations.RoundUpToPowerOf2((ulong)labels + 1) / 2 / ChoicesPerDoubling) == 0;

    public override void Choose(double zone, in Consumed consumed, Span<double> bets)
    {
        var (low, high) = (_scores[0], _scores[^1]);
        var weight = 1 / (consumed.Items + 1.0);
        // Over all scores in their order and never item by item: a run must give what its items give.
        for (var index = 0; index < _shares.Length; index++) _shares[index] = consumed.Counts[index] * weight;
        _shares[0] += high / (high - low) * weight;
        _shares[^1] += -low / (high - low) * weight;
        var (mean, squares) = (0.0, 0.0);
        for (var index = 0; index < _shares.Length; index++)
        {
            var part = _shares[index] * _scores[index];
            mean += part;
            squares += part * _scores[index];
        }
        var variance = squares - (mean * mean);
        for (var bet = 0; bet < bets.Length; bet++)
        {
            var tilt = Math.Clamp(((Multiples[bet] * zone) - mean) / variance, -LargestTilt / (high - mean), LargestTilt / (mean - low));
            var reached = mean + (tilt * variance);
            bets[bet] = reached > 0 ? Kelly(mean, tilt, reached / squares) : LeastShare / -low;
        }
    }

    /// <summary>Newton on the falling slope, kept inside a bracket.</summary>
    private double Kelly(double mean, double tilt, double guess)
    {
        var (low, high) = (LeastShare / -_scores[0], LargestShare / -_scores[0]);
        if (Slope(high, mean, tilt).First >= 0) return high;
        var bet = Math.Clamp(guess, low, high / 2);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, derivative) = Slope(bet, mean, tilt);
            if (slope >= 0) low = bet;
            else high = bet;
            var next = bet - (slope / derivative);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - bet) <= Accuracy * bet) return next;
            bet = next;
        }
        return bet;
    }

    private (double First, double Derivative) Slope(double bet, double mean, double tilt)
    {
        // Four sums on every machine, so that all of them choose the same bet.
        var (first, second) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var index = 0;
        for (; index <= _scores.Length - Vector256<double>.Count; index += Vector256<double>.Count)
        {
            var score = Vector256.Create(_scores, index);
            var gain = score / (Vector256<double>.One + (score * bet));
            var part = Vector256.Create(_shares, index) * gain;
            first += part;
            second += part * gain;
        }
        var (sum, squares) = (Vector256.Sum(first), Vector256.Sum(second));
        for (; index < _scores.Length; index++)
        {
            var gain = _scores[index] / (1 + (bet * _scores[index]));
            sum += _shares[index] * gain;
            squares += _shares[index] * gain * gain;
        }
        var rest = (mean - sum) / bet;
        return (sum + (tilt * (rest - (mean * sum))), -squares + (tilt * (((squares - rest) / bet) + (mean * squares))));
    }
}
