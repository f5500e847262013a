using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// Number X of successes in a sample of n without replacement from N items of which K are successes, on the log scale, and exact limits for
/// K by inversion of its tails.
/// </summary>
public static class Hypergeometric
{
    /// <summary>ln P(X = x); -infinity where impossible.</summary>
    public static double LogMass(int x, int size, int successes, int n) =>
        x < 0 || x > successes || n - x < 0 || n - x > size - successes
            ? double.NegativeInfinity
            : LogChoose(successes, x) + LogChoose(size - successes, n - x) - LogChoose(size, n);

    /// <summary>ln P(X >= x).</summary>
    public static double LogUpper(int x, int size, int successes, int n) => LogSum(Math.Max(0, x), n, size, successes, n);

    /// <summary>ln P(X &lt;= x).</summary>
    public static double LogLower(int x, int size, int successes, int n) => LogSum(0, Math.Min(x, n), size, successes, n);

    /// <summary>The least K with P(X >= x) above alpha: a one-sided lower limit.</summary>
    public static int LowerLimit(int x, int size, int n, SignificanceLevel alpha) =>
        First(x, size - n + x, successes => LogUpper(x, size, successes, n) > -alpha.LogInverse);

    /// <summary>The greatest K with P(X &lt;= x) above alpha: a one-sided upper limit.</summary>
    public static int UpperLimit(int x, int size, int n, SignificanceLevel alpha) => size - LowerLimit(n - x, size, n, alpha);

    /// <summary>ln C(n, k), from log beta, in which nothing cancels.</summary>
    public static double LogChoose(int n, int k) => -Math.Log(n + 1.0) - GammaFunction.LogBeta(k + 1.0, n - k + 1.0);

    // The tail rises with K.
    private static int First(int least, int most, Func<int, bool> holds)
    {
        while (least < most)
        {
            var middle = least + ((most - least) / 2);
            if (holds(middle)) most = middle;
            else least = middle + 1;
        }
        return least;
    }

    private static double LogSum(int from, int to, int size, int successes, int n)
    {
        if (from > to) return double.NegativeInfinity;
        return Math.Min(0, SpecialFunctions.LogSumExp([.. Enumerable.Range(from, to - from + 1).Select(x => LogMass(x, size, successes, n))]));
    }
}
