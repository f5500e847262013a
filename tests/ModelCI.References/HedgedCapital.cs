using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// Hedged betting capital of Waudby-Smith and Ramdas (2024, theorem 3) for the mean m of variables in [0, 1]: K+ bets on a larger mean,
/// K- on a smaller one, and m is rejected where max(K+, K-)/2 exceeds 1/alpha. Bets are the predictable plug-in at alpha/2, at most 1/2 of the
/// largest that keeps the capital positive.
/// </summary>
public static class HedgedCapital
{
    private const double Share = 0.5;
    private const int Bisections = 200;

    /// <summary>The bets before truncation.</summary>
    public static double[] Bets(IReadOnlyList<double> observations, SignificanceLevel alpha)
    {
        var bet = new PredictableVarianceBet(alpha.DividedBy(2).LogInverse);
        var bets = new double[observations.Count];
        for (var t = 0; t < bets.Length; t++)
        {
            bets[t] = bet.Next;
            bet.Add(observations[t]);
        }
        return bets;
    }

    /// <summary>ln K+ and ln K- at each time, without the weights 1/2; +infinity from where m is impossible in a finite population.</summary>
    public static (double[] Up, double[] Down) LogCapital(
        IReadOnlyList<double> observations, IReadOnlyList<double> bets, double mean, int? size)
    {
        var (up, down) = (new double[observations.Count], new double[observations.Count]);
        var (sum, above, below) = (0.0, 0.0, 0.0);
        for (var t = 0; t < observations.Count; t++)
        {
            var x = observations[t];
            var left = Population.RemainingMean(mean, size, sum, t);
            sum += x;
            above += Gain(bets[t], left, x);
            below += Gain(bets[t], 1 - left, 1 - x);
            var isPossible = IsPossible(mean, size, sum, t + 1);
            up[t] = isPossible ? above : double.PositiveInfinity;
            down[t] = isPossible ? below : double.PositiveInfinity;
        }
        return (up, down);
    }

    /// <summary>Ends of the set of means that are not rejected after <paramref name="count"/> observations, at that time alone.</summary>
    public static (double Lower, double Upper) Interval(
        IReadOnlyList<double> observations, IReadOnlyList<double> bets, int count, SignificanceLevel alpha, int? size)
    {
        var first = observations.Take(count).ToArray();
        var total = first.Sum();
        var (least, most) = size is { } n ? (total / n, 1 - ((count - total) / n)) : (0, 1);
        // ln K+ falls in m and ln K- rises: each end is the sign change of one of them.
        return (SignChange(least, most, mean => Exceeds(mean).Up, outer: least), SignChange(most, least, mean => Exceeds(mean).Down, outer: most));

        (bool Up, bool Down) Exceeds(double mean)
        {
            var (sum, above, below) = (0.0, 0.0, 0.0);
            for (var t = 0; t < first.Length; t++)
            {
                var left = Population.RemainingMean(mean, size, sum, t);
                sum += first[t];
                above += Gain(bets[t], left, first[t]);
                below += Gain(bets[t], 1 - left, 1 - first[t]);
            }
            var threshold = alpha.DividedBy(2).LogInverse;
            return (above > threshold, below > threshold);
        }
    }

    private static double SignChange(double from, double to, Func<double, bool> exceeds, double outer)
    {
        if (!exceeds(from)) return outer;
        for (var step = 0; step < Bisections; step++)
        {
            var middle = (from + to) / 2;
            if (exceeds(middle)) from = middle;
            else to = middle;
        }
        return to;
    }

    private static double Gain(double bet, double mean, double x) =>
        mean <= 0 ? (x > mean ? double.PositiveInfinity : 0) : SpecialFunctions.Log1P(Math.Min(bet, Share / mean) * (x - mean));

    // In whole items where the observations are: N m - S rounds to the wrong side of 0.
    private static bool IsPossible(double mean, int? size, double sum, int count)
    {
        if (size is not { } n) return true;
        var slack = 1e-9;
        return sum <= (n * mean) + slack && count - sum <= (n * (1 - mean)) + slack;
    }
}
