namespace ModelCI.Core.Statistics;

/// <summary>
/// Log probabilities of a binomial count X ~ Bin(n, p), exact to rounding also where the probability itself underflows: the tails are
/// I_p(k, n - k + 1) and its complement (DLMF 8.17.5). n to 1e7 and beyond; in nats, at most 0.
/// </summary>
public static class BinomialTail
{
    /// <summary>ln P(X &gt;= k): the one-sided exact p-value of k successes against a success probability of at most p.</summary>
    /// <param name="k">0 for certainty to n; above n the result is -infinity.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p outside [0, 1].</exception>
    public static double LogUpper(long k, long n, double p)
    {
        Check(n, p);
        if (k <= 0) return 0;
        return k > n ? double.NegativeInfinity : IncompleteBeta.LogTails(k, n - k + 1.0, p, 1 - p).Lower;
    }

    /// <summary>ln P(X &lt;= k): the one-sided exact p-value of k successes against a success probability of at least p.</summary>
    /// <param name="k">Below 0 the result is -infinity, from n on it is 0.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p outside [0, 1].</exception>
    public static double LogLower(long k, long n, double p)
    {
        Check(n, p);
        if (k < 0) return double.NegativeInfinity;
        return k >= n ? 0 : IncompleteBeta.LogTails(k + 1.0, n - k, p, 1 - p).Upper;
    }

    /// <summary>ln P(X = k), by the saddle-point form of Loader (2000).</summary>
    /// <param name="k">Outside 0..n the result is -infinity.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p outside [0, 1].</exception>
    public static double LogMass(long k, long n, double p)
    {
        Check(n, p);
        if (k < 0 || k > n) return double.NegativeInfinity;
        return LogMass(k, n, p, 1 - p);
    }

    internal static double LogMass(long k, long n, double p, double complement)
    {
        if (p == 0 || complement == 0) return (p == 0 ? k : n - k) == 0 ? 0 : double.NegativeInfinity;
        if (k == 0) return n == 0 ? 0 : n * LogComplement(p, complement);
        if (k == n) return n * LogComplement(complement, p);
        var difference = p <= complement ? Math.FusedMultiplyAdd(-n, p, k) : -Math.FusedMultiplyAdd(-n, complement, n - k);
        return GammaFunction.StirlingError(n) - GammaFunction.StirlingError(k) - GammaFunction.StirlingError(n - k)
            - (0.5 * Math.Log(2 * Math.PI * k * ((n - k) / (double)n)))
            - BennettFunction.Deviance(k, n * p, difference) - BennettFunction.Deviance(n - k, n * complement, -difference);
    }

    // ln(1 - p), from whichever of the two is small.
    private static double LogComplement(double p, double complement) =>
        p <= 0.5 ? SpecialFunctions.Log1P(-p) : Math.Log(complement);

    private static void Check(long n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "a probability lies in [0, 1]");
    }
}
