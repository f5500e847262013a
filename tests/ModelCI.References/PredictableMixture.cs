using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// One-sided lower confidence sequences of Waudby-Smith and Ramdas (2024, theorems 1 and 2; without replacement 2020) for the mean of
/// variables in [0, 1]:
/// l_t = [sum lambda_i (x_i + S_{i-1}/(N-i+1)) - ln(1/a) - sum v_i psi(lambda_i)] / sum lambda_i (1 + (i-1)/(N-i+1)), at least 0.
/// The N terms vanish for i.i.d. variables. The upper sequence is 1 minus the lower one of 1 - x.
/// </summary>
public static class PredictableMixture
{
    /// <summary>Empirical Bernstein: psi = -ln(1-lambda) - lambda, v_i = (x_i - mean before)^2, lambda at most 1/2.</summary>
    /// <param name="observations">In [0, 1], in the order drawn.</param>
    /// <param name="level">a: P(some l_t above the mean) is at most this.</param>
    /// <param name="size">N; null for i.i.d.</param>
    /// <returns>l_t per observation; no running maximum.</returns>
    public static double[] EmpiricalBernsteinLower(IReadOnlyList<double> observations, SignificanceLevel level, int? size = null)
    {
        var (bet, moments) = (new PredictableVarianceBet(level.LogInverse), new RunningMoments());
        return Lower(observations, level, size, (x, _) =>
        {
            var lambda = Math.Min(0.5, bet.Next);
            var deviation = x - moments.Mean;
            bet.Add(x);
            moments.Add(x);
            return (lambda, deviation * deviation * (-SpecialFunctions.Log1P(-lambda) - lambda));
        });
    }

    /// <summary>Hoeffding: psi = lambda^2/8, v = 1, lambda_t = min(1, sqrt(8 ln(1/a) / (t ln(1+t)))).</summary>
    /// <param name="observations">In [0, 1], in the order drawn.</param>
    /// <param name="level">a: P(some l_t above the mean) is at most this.</param>
    /// <param name="size">N; null for i.i.d.</param>
    /// <returns>l_t per observation; no running maximum.</returns>
    public static double[] HoeffdingLower(IReadOnlyList<double> observations, SignificanceLevel level, int? size = null) =>
        Lower(observations, level, size, (_, t) =>
        {
            var lambda = Math.Min(1, Math.Sqrt(8 * level.LogInverse / (t * Math.Log(1 + t))));
            return (lambda, lambda * lambda / 8);
        });

    private static double[] Lower(
        IReadOnlyList<double> observations, SignificanceLevel level, int? size, Func<double, int, (double Bet, double Cost)> step)
    {
        var limits = new double[observations.Count];
        var (sum, gain, weight, cost) = (0.0, 0.0, 0.0, 0.0);
        for (var t = 1; t <= limits.Length; t++)
        {
            var x = observations[t - 1];
            var (lambda, price) = step(x, t);
            gain += lambda * (x + (size is { } n ? sum / (n - t + 1) : 0));
            weight += lambda * (1 + (size is { } all ? (t - 1.0) / (all - t + 1) : 0));
            cost += price;
            sum += x;
            limits[t - 1] = Math.Max(0, (gain - level.LogInverse - cost) / weight);
        }
        return limits;
    }
}
