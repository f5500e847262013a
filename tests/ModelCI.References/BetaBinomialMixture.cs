using ModelCI.Core.Statistics;

namespace ModelCI.References;

/// <summary>
/// Beta mixture of sub-Bernoulli supermartingales for variables in [-g, h] (Howard et al., 2021, proposition 7): Robbins' (1970) likelihood
/// ratio of a beta mixture, for one side truncated to success probabilities above the null's g/(g+h).
/// </summary>
public sealed class BetaBinomialMixture
{
    private readonly double _g;
    private readonly double _h;
    private readonly double _r;
    private readonly bool _isOneSided;

    /// <param name="time">Intrinsic time at which the boundary is to be tight.</param>
    /// <param name="level">For this alpha.</param>
    /// <param name="g">Minus the least value.</param>
    /// <param name="h">The greatest value.</param>
    /// <param name="isOneSided">Whether only a larger mean is of interest.</param>
    public BetaBinomialMixture(double time, double level, double g, double h, bool isOneSided)
    {
        (_g, _h, _isOneSided) = (g, h, isOneSided);
        _r = Math.Max(MixtureBoundary.BestPrecision(time, level, isOneSided) - (g * h), 1e-3 * g * h);
    }

    /// <summary>ln M(s, v): with p = g/(g+h), s = successes - n p and v = g h n it is the log likelihood ratio of mixture to null.</summary>
    public double LogValue(double s, double v)
    {
        var width = _g + _h;
        var (failures, successes) = ((v - (_g * s)) / (_g * width), (v + (_h * s)) / (_h * width));
        var (a, b) = (_r / (_g * width), _r / (_h * width));
        return LogBeta(a + failures, b + successes) - LogBeta(a, b) - (successes * Math.Log(_g / width)) - (failures * Math.Log(_h / width));
    }

    /// <summary>The boundary at intrinsic time v; v/g, the greatest possible s, where nothing can be rejected yet.</summary>
    public double Bound(double v, double alpha) => MixtureBoundary.Crossing(s => LogValue(s, v), alpha, v / _g);

    /// <summary>The two-sided confidence sequence for a Bernoulli probability, at this sample size alone.</summary>
    public static (double Lower, double Upper) Interval(long successes, long n, double alpha, double time, double level)
    {
        var estimate = (double)successes / n;
        return (End(0, estimate), End(1, estimate));

        double End(double outside, double inside)
        {
            for (var step = 0; step < 100; step++)
            {
                var p = (outside + inside) / 2;
                var mixture = new BetaBinomialMixture(time * p * (1 - p), level, p, 1 - p, isOneSided: false);
                if (mixture.LogValue(successes - (n * p), n * p * (1 - p)) >= -Math.Log(alpha)) outside = p;
                else inside = p;
            }
            return (outside + inside) / 2;
        }
    }

    private double LogBeta(double a, double b)
    {
        var whole = GammaFunction.LogBeta(a, b);
        return _isOneSided ? whole + IncompleteBeta.LogValue(a, b, _h / (_g + _h)) : whole;
    }
}
