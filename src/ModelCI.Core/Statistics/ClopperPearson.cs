namespace ModelCI.Core.Statistics;

/// <summary>
/// Exact confidence limits for a success probability from k successes in n independent trials (Clopper and Pearson, 1934), by inversion of
/// the binomial tails on the log scale. Rounded outward: coverage is never below nominal, not by a rounding error either. Levels down to
/// e^-700 and below, n to 1e7 and beyond.
/// </summary>
public static class ClopperPearson
{
    private const int MostSteps = 200;
    private const double LeastLogOdds = -744;

    /// <summary>
    /// One-sided lower limit: P(limit &gt; p) &lt;= alpha. The p at which P(X &gt;= k) = alpha; 0 for k = 0. Full relative accuracy.
    /// </summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="alpha">Level of this side.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or k outside 0..n.</exception>
    public static double Lower(long k, long n, SignificanceLevel alpha)
    {
        Check(k, n);
        if (k == 0) return 0;
        // ln alpha and the tail carry rounding errors; aiming below by more than both keeps the limit on the safe side.
        var target = -alpha.LogInverse - Margin(alpha, n);
        var limit = k == n ? Math.Exp(target / n) : Solve(k, n, target);
        // The limit as rounded must itself pass: a few units in the last place at most.
        for (var units = 1; !(Tail(k, n, limit) <= target); units = checked(units * 2))
            for (var unit = 0; unit < units; unit++) limit = Math.BitDecrement(limit);
        return limit;
    }

    /// <summary>1 minus the one-sided upper limit, with full relative accuracy also where the limit itself rounds to 1; rounded down.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="alpha">Level of this side.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or k outside 0..n.</exception>
    public static double UpperComplement(long k, long n, SignificanceLevel alpha)
    {
        Check(k, n);
        return Lower(n - k, n, alpha);
    }

    /// <summary>One-sided upper limit: P(limit &lt; p) &lt;= alpha. The p at which P(X &lt;= k) = alpha; 1 for k = n.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="alpha">Level of this side.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or k outside 0..n.</exception>
    public static double Upper(long k, long n, SignificanceLevel alpha)
    {
        var complement = UpperComplement(k, n, alpha);
        var limit = 1 - complement;
        // 1 - limit is exact here (Sterbenz), so this decides whether the subtraction rounded inward.
        return 1 - limit > complement ? Math.BitIncrement(limit) : limit;
    }

    /// <summary>Two-sided interval, alpha/2 in each tail: P(p outside) &lt;= alpha.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="alpha">Level of both sides together.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or k outside 0..n.</exception>
    public static (double Lower, double Upper) TwoSided(long k, long n, SignificanceLevel alpha)
    {
        var side = SignificanceLevel.FromLogInverse(alpha.LogInverse + Math.Log(2));
        return (Lower(k, n, side), Upper(k, n, side));
    }

    /// <summary>
    /// Root of ln P(X &gt;= k) = target by Newton's method in the log-odds t. The Beta density is log-concave in t, hence so is its
    /// distribution function I (Prekopa, 1973): the tangent lies above ln I, each step ends left of the root, and from there the
    /// iterates rise to it. No bracket is needed, and the limit is approached from its safe side.
    /// </summary>
    private static double Solve(long k, long n, double target)
    {
        var logOdds = Math.Log(k) - Math.Log(n - k);
        for (var step = 0; step < MostSteps; step++)
        {
            var (p, complement) = Probability(logOdds);
            var tail = IncompleteBeta.LogTails(k, n - k + 1.0, p, complement).Lower;
            // d I/dt = k (1 - p) P(X = k).
            var slope = k * complement * Math.Exp(BinomialTail.LogMass(k, n, p, complement) - tail);
            // A limit below the smallest double is 0, rounded outward.
            if (logOdds == LeastLogOdds && tail > target) return 0;
            var next = Math.Max(LeastLogOdds, logOdds + ((target - tail) / slope));
            if (Math.Abs(next - logOdds) <= 4e-16 * (1 + Math.Abs(next))) return p;
            logOdds = next;
        }
        // Rounding can keep the last digit moving; the caller's check decides.
        return Probability(logOdds).P;
    }

    private static (double P, double Complement) Probability(double logOdds)
    {
        var odds = Math.Exp(-Math.Abs(logOdds));
        var (small, large) = (odds / (1 + odds), 1 / (1 + odds));
        return logOdds < 0 ? (small, large) : (large, small);
    }

    private static double Tail(long k, long n, double p) => IncompleteBeta.LogTails(k, n - k + 1.0, p, 1 - p).Lower;

    // Above the largest error measured against 60-digit values, in nats.
    private static double Margin(SignificanceLevel alpha, long n) => 1e-15 * (8 + (2 * alpha.LogInverse) + (0.1 * Math.Sqrt(n)));

    private static void Check(long k, long n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (k < 0 || k > n) throw new ArgumentOutOfRangeException(nameof(k), k, "successes lie between 0 and n");
    }
}
