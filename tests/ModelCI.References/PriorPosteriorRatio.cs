using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// The prior-posterior-ratio martingale of Waudby-Smith and Ramdas (2020) for the number K of successes among N items, sampled without
/// replacement: M_t(K) = prior(K) / posterior_t(K), with a beta-binomial prior. Under K it is a martingale from 1, so the K with
/// M_t below 1/alpha form a confidence sequence.
/// </summary>
/// <param name="size">N.</param>
/// <param name="a">Prior weight of successes, positive.</param>
/// <param name="b">Prior weight of failures, positive.</param>
public sealed class PriorPosteriorRatio(int size, double a, double b)
{
    /// <summary>ln M after <paramref name="draws"/> draws of which <paramref name="successes"/> were successes; +infinity where K is impossible.</summary>
    public double LogValue(int total, int successes, int draws)
    {
        if (total < successes || total > size - draws + successes) return double.PositiveInfinity;
        return LogMass(total, size, a, b) - LogMass(total - successes, size - draws, a + successes, b + draws - successes);
    }

    /// <summary>Least and greatest K that are not rejected at this time alone; M is unimodal in 1/K, so both are looked for from outside.</summary>
    public (int Lower, int Upper) Limits(int successes, int draws, SignificanceLevel alpha)
    {
        var (lower, upper) = (0, size);
        while (LogValue(lower, successes, draws) >= alpha.LogInverse) lower++;
        while (LogValue(upper, successes, draws) >= alpha.LogInverse) upper--;
        return (lower, upper);
    }

    private static double LogMass(int k, int n, double a, double b) =>
        Hypergeometric.LogChoose(n, k) + GammaFunction.LogBeta(k + a, n - k + b) - GammaFunction.LogBeta(a, b);
}
