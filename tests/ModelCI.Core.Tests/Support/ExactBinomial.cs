namespace ModelCI.Core.Tests.Support;

/// <summary>Binomial probabilities by exact sums of log terms: an oracle that shares no code with the product.</summary>
internal static class ExactBinomial
{
    private static readonly double[] LogFactorials = MakeLogFactorials(60_000);

    /// <summary>ln P(Bin(n, p) = k).</summary>
    public static double LogMass(int k, int n, double p)
    {
        if (p <= 0) return k == 0 ? 0 : double.NegativeInfinity;
        if (p >= 1) return k == n ? 0 : double.NegativeInfinity;
        return LogFactorials[n] - LogFactorials[k] - LogFactorials[n - k] + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));
    }

    /// <summary>P(Bin(n, p) >= k).</summary>
    public static double UpperTail(int k, int n, double p)
    {
        var sum = 0.0;
        // From the small end of the tail on, so that nothing small is lost.
        for (var i = n; i >= k; i--) sum += Math.Exp(LogMass(i, n, p));
        return sum;
    }

    /// <summary>Clopper and Pearson's one-sided lower limit at <paramref name="confidence"/>: the p at which k or more are just that improbable.</summary>
    public static double LowerLimit(int k, int n, double confidence)
    {
        if (k == 0) return 0;
        var (low, high) = (0.0, (double)k / n);
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (UpperTail(k, n, middle) < 1 - confidence) low = middle;
            else high = middle;
        }
        return low;
    }

    private static double[] MakeLogFactorials(int largest)
    {
        var values = new double[largest + 1];
        for (var i = 2; i <= largest; i++) values[i] = values[i - 1] + Math.Log(i);
        return values;
    }
}
