using System.Numerics;

namespace ModelCI.Core.Tests.Support;

/// <summary>The formulas of Renggli et al. (2019) on exact decimals, evaluated with <see cref="FixedPoint"/>.</summary>
internal static class SizeOracle
{
    /// <summary>ceil((ln m + ln(parts/delta)) (sum |a|)^2 / (2 eps^2)).</summary>
    public static BigInteger Hoeffding(string delta, string epsilon, string spread, int steps, bool isFull, int parts)
    {
        var (e, s) = (FixedPoint.Fraction(epsilon), FixedPoint.Fraction(spread));
        var level = Level(delta, steps, isFull, parts);
        return FixedPoint.Ceiling(
            level * s.Numerator * s.Numerator * e.Denominator * e.Denominator,
            2 * e.Numerator * e.Numerator * s.Denominator * s.Denominator * FixedPoint.One);
    }

    /// <summary>ceil((ln m + ln(parts/delta)) / (p h(eps/p))).</summary>
    public static BigInteger Bennett(string delta, string epsilon, string p, int steps, bool isFull, int parts)
    {
        var (bound, h) = Rate(epsilon, p);
        return FixedPoint.Ceiling(Level(delta, steps, isFull, parts) * bound.Denominator, bound.Numerator * h);
    }

    /// <summary>ceil(p ln(parts/delta) / (p h(eps/p))).</summary>
    public static BigInteger Active(string delta, string epsilon, string p, int parts) =>
        FixedPoint.Ceiling(Level(delta, 1, false, parts), Rate(epsilon, p).H);

    private static ((BigInteger Numerator, BigInteger Denominator) P, BigInteger H) Rate(string epsilon, string p)
    {
        var (e, bound) = (FixedPoint.Fraction(epsilon), FixedPoint.Fraction(p));
        return (bound, FixedPoint.H(e.Numerator * bound.Denominator, e.Denominator * bound.Numerator));
    }

    private static BigInteger Level(string delta, int steps, bool isFull, int parts)
    {
        var d = FixedPoint.Fraction(delta);
        var single = FixedPoint.Ln(parts * d.Denominator, d.Numerator);
        return single + (isFull ? steps * FixedPoint.Ln(2, 1) : FixedPoint.Ln(steps, 1));
    }
}
