namespace ModelCI.References;

/// <summary>
/// Uniform boundaries of Howard, Ramdas, McAuliffe and Sekhon (2021) from mixture supermartingales M(s, v) with v the intrinsic time:
/// P(some S_t with M(S_t, V_t) >= 1/alpha) is at most alpha.
/// </summary>
public static class MixtureBoundary
{
    private const int Bisections = 200;

    /// <summary>
    /// The mixture precision rho at which the normal mixture boundary is tightest at intrinsic time <paramref name="time"/>:
    /// v / (2 ln(1/alpha) + ln(1 + 2 ln(1/alpha))), with 2 alpha for one side.
    /// </summary>
    public static double BestPrecision(double time, double alpha, bool isOneSided)
    {
        var nats = 2 * Math.Log(1 / (isOneSided ? 2 * alpha : alpha));
        return time / (nats + Math.Log(1 + nats));
    }

    /// <summary>The s from 0 to <paramref name="most"/> at which ln M first reaches ln(1/alpha); most where it never does.</summary>
    /// <param name="logValue">ln M as a function of s, rising for s of at least 0.</param>
    public static double Crossing(Func<double, double> logValue, double alpha, double most)
    {
        var threshold = -Math.Log(alpha);
        var (low, high) = (0.0, double.IsInfinity(most) ? 1 : most);
        while (double.IsInfinity(most) && logValue(high) < threshold) high *= 2;
        if (logValue(high) < threshold) return most;
        for (var step = 0; step < Bisections; step++)
        {
            var middle = (low + high) / 2;
            if (logValue(middle) < threshold) low = middle;
            else high = middle;
        }
        return high;
    }
}
