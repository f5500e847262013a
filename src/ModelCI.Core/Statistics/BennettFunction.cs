namespace ModelCI.Core.Statistics;

/// <summary>
/// h(u) = (1 + u) ln(1 + u) - u, the rate in the inequality of Bennett (1962): P(mean - E &gt;= eps) &lt;= exp(-n v h(eps/v)) for
/// variables with variance at most v and deviations of at most 1.
/// </summary>
public static class BennettFunction
{
    /// <summary>h(u) for u at least -1, in nats, at least 0. Full relative accuracy, also below u = 1e-4 where the formula cancels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">u is below -1 or not a number.</exception>
    public static double H(double u)
    {
        if (!(u >= -1)) throw new ArgumentOutOfRangeException(nameof(u), u, "h(u) needs u of at least -1");
        if (u == -1) return 1;
        if (u is < -0.5 or > 1) return ((1 + u) * Math.Log(1 + u)) - u;
        // With r = u/(2 + u), ln(1 + u) = 2 (r + r^3/3 + ...): what cancels, cancels in closed form and leaves u r.
        var ratio = u / (2 + u);
        var (square, power, sum) = (ratio * ratio, ratio, 0.0);
        for (var k = 3; ; k += 2)
        {
            power *= square;
            var next = sum + (power / k);
            if (next == sum) return (u * ratio) + (2 * (1 + u) * sum);
            sum = next;
        }
    }

    /// <summary>
    /// The deviance part <c>x ln(x/mean) + mean - x = mean h((x - mean)/mean)</c> of a count x at least 0 around a mean above 0, at least 0
    /// (Loader 2000 calls it bd0).
    /// </summary>
    /// <param name="x">Count.</param>
    /// <param name="mean">Its expectation.</param>
    /// <param name="difference">x - mean, which the caller may know with more digits than the two numbers show.</param>
    internal static double Deviance(double x, double mean, double difference)
    {
        var u = difference / mean;
        // Far above a tiny mean u overflows or 1 + u loses x; far below, (x - mean)/mean rounds to -1.
        if (u is > 1 or < -0.5) return (x == 0 ? 0 : x * (Math.Log(x) - Math.Log(mean))) - difference;
        return mean * H(u);
    }
}
