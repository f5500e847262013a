using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// Gamma mixture of sub-exponential supermartingales of scale c, one-sided (Howard et al., 2021, proposition 9). With
/// A(v) = (v + rho)/c^2 and X = (c s + v + rho)/c^2, ln M is the log of gamma(A(v), X) / X^A(v), over the same at v = s = 0, plus (c s + v)/c^2.
/// </summary>
public sealed class GammaExponentialMixture(double rho, double c)
{
    /// <summary>ln M(s, v).</summary>
    public double LogValue(double s, double v) => Term(s, v) - Term(0, 0) + (((c * s) + v) / (c * c));

    /// <summary>The boundary at intrinsic time v.</summary>
    public double Bound(double v, double alpha) => MixtureBoundary.Crossing(s => LogValue(s, v), alpha, double.PositiveInfinity);

    private double Term(double s, double v)
    {
        var (shape, limit) = ((v + rho) / (c * c), ((c * s) + v + rho) / (c * c));
        return GammaFunction.LogGamma(shape) + Math.Log(MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(shape, limit))
            - (shape * Math.Log(limit));
    }
}
