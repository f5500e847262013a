using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// Normal mixture of sub-Gaussian supermartingales with precision rho (Robbins, 1970; Howard et al., 2021, propositions 5 and 6).
/// Two-sided: ln M = ln(rho/(v+rho))/2 + s^2/(2(v+rho)). One-sided, mixed over positive values: ln M = ln(4 rho/(v+rho))/2 +
/// s^2/(2(v+rho)) + ln Phi(s/sqrt(v+rho)).
/// </summary>
public sealed class NormalMixture(double rho, bool isOneSided)
{
    /// <summary>ln M(s, v).</summary>
    public double LogValue(double s, double v)
    {
        var precision = v + rho;
        var quadratic = s * s / (2 * precision);
        if (!isOneSided) return (0.5 * Math.Log(rho / precision)) + quadratic;
        var tail = 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(s / Math.Sqrt(2 * precision));
        return (0.5 * Math.Log(4 * rho / precision)) + quadratic + SpecialFunctions.Log1P(-tail);
    }

    /// <summary>The boundary at intrinsic time v.</summary>
    public double Bound(double v, double alpha) => MixtureBoundary.Crossing(s => LogValue(s, v), alpha, double.PositiveInfinity);
}
