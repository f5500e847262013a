using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>
/// Fixed sample sizes from the inequality of Bennett (1962) for variables of second moment at most p that deviate by at most 1: two-sided,
/// P(|mean - E| &gt;= eps) &lt;= 2 exp(-n p h(eps/p)). The difference n - o has second moment d, the disagreement (Renggli et al., 2019).
/// </summary>
public static class BennettSize
{
    /// <summary>n = ceil(ln(2/alpha) / (p h(eps/p))) where p is known; long.MaxValue where that is beyond a long.</summary>
    /// <param name="p">Bound of the second moment, in (0, 1].</param>
    /// <param name="epsilon">Tolerance, above 0.</param>
    /// <param name="alpha">Level, both sides together.</param>
    /// <exception cref="ArgumentOutOfRangeException">p outside (0, 1] or a tolerance that is not positive and finite.</exception>
    public static long Known(double p, double epsilon, SignificanceLevel alpha) => SampleSize.RoundUp(Real(p, epsilon, alpha.DividedBy(2)));

    /// <summary>n = ceil(ln(4/alpha) / (p h(eps/p))) where p itself was tested: alpha/2 for the bound on p, alpha/2 for the mean.</summary>
    /// <param name="p">Bound of the second moment, in (0, 1].</param>
    /// <param name="epsilon">Tolerance, above 0.</param>
    /// <param name="alpha">Level of both tests together.</param>
    /// <exception cref="ArgumentOutOfRangeException">p outside (0, 1] or a tolerance that is not positive and finite.</exception>
    public static long Tested(double p, double epsilon, SignificanceLevel alpha) => Known(p, epsilon, alpha.DividedBy(2));

    /// <summary>
    /// Labels that a sample of the size of <see cref="Known"/> costs on average if only disagreements are labelled: ceil(p n) for the
    /// size n before rounding.
    /// </summary>
    /// <param name="p">Disagreement, in (0, 1].</param>
    /// <param name="epsilon">Tolerance, above 0.</param>
    /// <param name="alpha">Level, both sides together.</param>
    /// <exception cref="ArgumentOutOfRangeException">p outside (0, 1] or a tolerance that is not positive and finite.</exception>
    public static long ActiveLabels(double p, double epsilon, SignificanceLevel alpha) =>
        SampleSize.RoundUp(p * Real(p, epsilon, alpha.DividedBy(2)));

    private static double Real(double p, double epsilon, SignificanceLevel alpha)
    {
        SampleSize.CheckTolerance(epsilon);
        if (!(p > 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "a second moment lies in (0, 1]");
        return alpha.LogInverse / (p * BennettFunction.H(epsilon / p));
    }
}
