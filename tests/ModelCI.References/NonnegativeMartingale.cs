using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// Test martingales for H0: the mean of values in [0, 1] is at most m, i.i.d. or without replacement, in the two parametrisations of Stark
/// (2023): by bets, factor 1 + lambda (x - mu), or by alternatives eta (ALPHA), factor x eta/mu + (1-x)(1-eta)/(1-mu), where mu is the mean
/// of what is left if H0 holds with equality. On the log scale; 1/exp of the largest value so far is a p-value at any time.
/// </summary>
public static class NonnegativeMartingale
{
    /// <summary>Chooses lambda from what was observed before.</summary>
    /// <param name="past">Earlier observations.</param>
    /// <param name="remaining">mu.</param>
    public delegate double Bet(RunningMoments past, double remaining);

    /// <summary>Chooses eta from what was observed before.</summary>
    /// <param name="past">Earlier observations.</param>
    /// <param name="remaining">mu.</param>
    public delegate double Alternative(RunningMoments past, double remaining);

    /// <summary>
    /// ln M_t of the betting martingale per observation: +infinity once H0 is impossible, -infinity once all capital is lost.
    /// </summary>
    public static double[] Betting(IReadOnlyList<double> observations, double nullMean, int? size, Bet bet) =>
        Run(observations, nullMean, size, (past, mu, x) => bet(past, mu) * (x - mu));

    /// <summary>ln M_t of ALPHA per observation; the same limits.</summary>
    public static double[] Alpha(IReadOnlyList<double> observations, double nullMean, int? size, Alternative alternative) =>
        Run(observations, nullMean, size, (past, mu, x) =>
        {
            var eta = alternative(past, mu);
            return (x * eta / mu) + ((1 - x) * (1 - eta) / (1 - mu)) - 1;
        });

    /// <summary>A constant bet.</summary>
    public static Bet FixedBet(double lambda) => (_, _) => lambda;

    /// <summary>
    /// Approximate growth rate adaptive to the particular alternative (aGRAPA; Waudby-Smith and Ramdas, 2024): (mean - mu) / (variance +
    /// (mean - mu)^2), within [0, c_t/mu], c_t growing from <paramref name="least"/> to <paramref name="most"/> at rate
    /// <paramref name="growth"/>. As in SHANGRLA the quotient takes the mu of the draw before, the cap that of the next: predictable, so valid.
    /// The bet keeps that mu: one per stream.
    /// </summary>
    public static Bet Agrapa(double first, double least, double most, double growth)
    {
        var before = 0.0;
        return (past, mu) =>
        {
            var cap = least + ((most - least) * (1 - (1 / (1 + (growth * Math.Sqrt(past.Count))))));
            var drift = past.Mean - before;
            var bet = past.Count == 0 ? first : drift / (past.Variance + (drift * drift));
            before = mu;
            return Math.Max(0, Math.Min(cap / mu, bet));
        };
    }

    /// <summary>The population mean is <paramref name="eta"/>: what that leaves for the next draw.</summary>
    public static Alternative FixedMean(double eta, int? size) => (past, _) => Population.RemainingMean(eta, size, past.Sum, past.Count);

    /// <summary>
    /// Shrinkage and truncation (Stark, 2023): (d eta + S)/(d + j - 1), at least mu + c/sqrt(d + j - 1) and below 1.
    /// </summary>
    public static Alternative ShrinkTruncate(double eta, double d, double c) => (past, mu) =>
    {
        var weight = d + past.Count;
        return Math.Min(Math.BitDecrement(1), Math.Max(((d * eta) + past.Sum) / weight, mu + (c / Math.Sqrt(weight))));
    };

    private static double[] Run(
        IReadOnlyList<double> observations, double nullMean, int? size, Func<RunningMoments, double, double, double> gain)
    {
        var values = new double[observations.Count];
        var (past, wealth) = (new RunningMoments(), 0.0);
        for (var t = 0; t < values.Length; t++)
        {
            var mu = Population.RemainingMean(nullMean, size, past.Sum, past.Count);
            var x = observations[t];
            if (mu < 0) wealth = double.PositiveInfinity;
            // With a remaining mean of 0 or 1 or more the next value tells nothing that can be bet on.
            else if (mu is > 0 and < 1) wealth += SpecialFunctions.Log1P(Math.Max(-1, gain(past, mu, x)));
            values[t] = wealth;
            past.Add(x);
        }
        return values;
    }
}
