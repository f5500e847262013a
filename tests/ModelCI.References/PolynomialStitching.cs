namespace ModelCI.References;

/// <summary>
/// The polynomial stitched boundary of Howard et al. (2021, theorem 1): sub-gamma of scale c, epochs growing by eta, shape s &gt; 1:
/// sqrt(k1^2 v l + k2^2 c^2 l^2) + k2 c l, with l = s ln ln(eta v/m) + ln(zeta(s)/(alpha ln(eta)^s)), v at least m.
/// </summary>
public sealed class PolynomialStitching(double least, double c, double shape, double eta)
{
    /// <summary>The boundary at intrinsic time v.</summary>
    public double Bound(double v, double alpha)
    {
        var time = Math.Max(v, least);
        var l = (shape * Math.Log(Math.Log(eta * time / least))) + Math.Log(Zeta(shape) / (alpha * Math.Pow(Math.Log(eta), shape)));
        var k1 = (Math.Pow(eta, 0.25) + Math.Pow(eta, -0.25)) / Math.Sqrt(2);
        var k2 = (Math.Sqrt(eta) + 1) / 2;
        var linear = k2 * c * l;
        return Math.Sqrt((k1 * k1 * time * l) + (linear * linear)) + linear;
    }

    /// <summary>Riemann's zeta for s > 1, by Euler's and Maclaurin's sum (DLMF 25.2.9).</summary>
    private static double Zeta(double s)
    {
        const int Terms = 30;
        var sum = 0.0;
        for (var k = 1; k < Terms; k++) sum += Math.Pow(k, -s);
        var tail = Math.Pow(Terms, -s);
        return sum + (tail * ((Terms / (s - 1)) + 0.5 + (s / (12.0 * Terms)) - (s * (s + 1) * (s + 2) / (720.0 * Terms * Terms * Terms))));
    }
}
