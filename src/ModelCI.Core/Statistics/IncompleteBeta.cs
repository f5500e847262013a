namespace ModelCI.Core.Statistics;

/// <summary>
/// The regularised incomplete beta function I_x(a, b) and its complement on the log scale, so that tails of 1e-14 and of e^-5000 keep their
/// digits. Continued fraction of DiDonato and Morris (1992, BFRAC; the even part of DLMF 8.17.22) on the side of the mean where it
/// converges, the other side by ln(1 - e^x); the factor x^a (1-x)^b / B(a, b) in the saddle-point form of Loader (2000), in which nothing
/// cancels.
/// </summary>
public static class IncompleteBeta
{
    private const double Ln2Pi = 1.83787706640934548356;
    private const int MostTerms = 10_000_000;

    /// <summary>ln I_x(a, b), in nats, at most 0; a, b positive, x in [0, 1]. Absolute error below 1e-12 (1 + |result|) for a + b to 1e7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range or not a number.</exception>
    public static double LogValue(double a, double b, double x) => LogTails(a, b, x, 1 - x).Lower;

    /// <summary>ln(1 - I_x(a, b)) = ln I_{1-x}(b, a), in nats, with the accuracy of <see cref="LogValue"/>: no digits are lost to 1 - I.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range or not a number.</exception>
    public static double LogComplement(double a, double b, double x) => LogTails(a, b, x, 1 - x).Upper;

    /// <summary>Both logs at once, with 1 - x given apart: near x = 1 it has digits that x has not.</summary>
    internal static (double Lower, double Upper) LogTails(double a, double b, double x, double complement)
    {
        Check(a, nameof(a));
        Check(b, nameof(b));
        if (!(x >= 0 && complement >= 0 && x <= 1)) throw new ArgumentOutOfRangeException(nameof(x), x, "x lies in [0, 1]");
        if (x == 0) return (double.NegativeInfinity, 0);
        if (complement == 0) return (0, double.NegativeInfinity);
        var total = a + b;
        // a - (a + b) x, rounded once, from the smaller of x and 1 - x, which has the digits.
        var difference = x <= complement ? Math.FusedMultiplyAdd(-total, x, a) : -Math.FusedMultiplyAdd(-total, complement, b);
        var factor = GammaFunction.StirlingError(total) - GammaFunction.StirlingError(a) - GammaFunction.StirlingError(b)
            + (0.5 * (Math.Log(a) + Math.Log(b / total) - Ln2Pi))
            - BennettFunction.Deviance(a, total * x, difference) - BennettFunction.Deviance(b, total * complement, -difference);
        if (difference >= 0)
        {
            var lower = Math.Min(0, factor - Math.Log(Fraction(a, b, x, difference)));
            return (lower, SpecialFunctions.Log1MExp(lower));
        }
        var upper = Math.Min(0, factor - Math.Log(Fraction(b, a, complement, -difference)));
        return (SpecialFunctions.Log1MExp(upper), upper);
    }

    /// <summary>The continued fraction f with I_x(a, b) = x^a (1-x)^b / (B(a, b) f), by the modified method of Lentz.</summary>
    private static double Fraction(double a, double b, double x, double difference)
    {
        const double Tiny = 1e-300;
        var fraction = a * (difference + 1) / (a + 1);
        var (numerator, denominator) = (fraction, 0.0);
        for (var m = 1; m <= MostTerms; m++)
        {
            var odd = a + (2.0 * m) - 1;
            var step = m * (b - m) * x / odd;
            var partial = (a + m - 1) / odd * (a + b + m - 1) * x * step;
            // For whole b the fraction ends here.
            if (partial == 0) return fraction;
            var next = m + step + ((a + m) / (odd + 2) * (difference + 1 + (m * (2 - x))));
            denominator = next + (partial * denominator);
            if (denominator == 0) denominator = Tiny;
            numerator = next + (partial / numerator);
            if (numerator == 0) numerator = Tiny;
            denominator = 1 / denominator;
            var change = numerator * denominator;
            fraction *= change;
            if (Math.Abs(change - 1) <= 2.3e-16) return fraction;
        }
        throw new InvalidOperationException(FormattableString.Invariant($"I_x(a, b) did not converge at a = {a}, b = {b}, x = {x}"));
    }

    private static void Check(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(name, value, "must be positive and finite");
    }
}
