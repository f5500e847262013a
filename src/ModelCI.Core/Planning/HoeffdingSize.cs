using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>
/// Fixed sample sizes from the inequality of Hoeffding (1963): i.i.d. variables of range r satisfy
/// P(mean - E &gt;= eps) &lt;= exp(-2 n eps^2 / r^2). One-sided, as in Renggli et al. (2019).
/// </summary>
public static class HoeffdingSize
{
    /// <summary>n = ceil(ln(1/alpha) a^2 / (2 eps^2)) for one variable in [0, 1] with coefficient a; long.MaxValue where that is beyond a long.</summary>
    /// <param name="coefficient">a, not 0.</param>
    /// <param name="epsilon">Tolerance of a times the variable, above 0.</param>
    /// <param name="alpha">One-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance that is not positive and finite, or a coefficient of 0.</exception>
    public static long OneVariable(double coefficient, double epsilon, SignificanceLevel alpha) => LinearForm([coefficient], epsilon, alpha);

    /// <summary>
    /// The same for a linear form of k variables in [0, 1]: alpha/k each, and eps split so that the largest of the k sizes is least.
    /// The size of variable i is proportional to (a_i/eps_i)^2, so at the minimum all are equal: eps_i = eps |a_i| / sum |a|, and
    /// n = ceil(ln(k/alpha) (sum |a|)^2 / (2 eps^2)).
    /// </summary>
    /// <param name="coefficients">At least one, none 0.</param>
    /// <param name="epsilon">Tolerance of the form, above 0.</param>
    /// <param name="alpha">One-sided level of the form.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance that is not positive and finite, or a coefficient of 0.</exception>
    public static long LinearForm(IReadOnlyList<double> coefficients, double epsilon, SignificanceLevel alpha)
    {
        SampleSize.CheckTolerance(epsilon);
        if (coefficients.Count == 0 || coefficients.Any(coefficient => coefficient == 0 || !double.IsFinite(coefficient)))
            throw new ArgumentOutOfRangeException(nameof(coefficients), "coefficients are finite and not 0");
        var width = coefficients.Sum(Math.Abs) / epsilon;
        return SampleSize.RoundUp(alpha.DividedBy(coefficients.Count).LogInverse * width * width / 2);
    }
}
