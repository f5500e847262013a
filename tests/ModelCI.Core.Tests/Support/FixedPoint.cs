using System.Globalization;
using System.Numerics;

namespace ModelCI.Core.Tests.Support;

/// <summary>
/// Logarithms of fractions in whole numbers of 2^-256: an oracle for rounding decisions that shares no code with the product. Errors stay
/// below 2^-230, so a ceiling taken from it is right unless the true value lies that close to a whole number (asserted).
/// </summary>
internal static class FixedPoint
{
    public const int Bits = 256;

    public static readonly BigInteger One = BigInteger.One << Bits;

    private static readonly BigInteger Ln2 = TwiceAtanh(1, 3);

    /// <summary>A decimal as typed, as a fraction.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Fraction(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : text.Length - point - 1;
        return (BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), BigInteger.Pow(10, places));
    }

    /// <summary>ln(numerator/denominator), both positive.</summary>
    public static BigInteger Ln(BigInteger numerator, BigInteger denominator)
    {
        var twos = (int)(numerator.GetBitLength() - denominator.GetBitLength());
        if (twos > 0) denominator <<= twos;
        else numerator <<= -twos;
        // Now the quotient lies in (1/2, 2).
        return (twos * Ln2) + TwiceAtanh(numerator - denominator, numerator + denominator);
    }

    /// <summary>h(u) = (1 + u) ln(1 + u) - u for u = numerator/denominator above 0.</summary>
    public static BigInteger H(BigInteger numerator, BigInteger denominator) =>
        (((denominator + numerator) * Ln(denominator + numerator, denominator)) - (numerator * One)) / denominator;

    /// <summary>ceil(numerator/denominator) of two values that are off by some units of 2^-230.</summary>
    public static BigInteger Ceiling(BigInteger numerator, BigInteger denominator)
    {
        var scaled = (numerator << Bits) / denominator;
        var slack = BigInteger.One << 60;
        var (low, high) = (((scaled - slack) >> Bits) + 1, ((scaled + slack) >> Bits) + 1);
        return low == high ? low : throw new InvalidOperationException("too close to a whole number for this oracle");
    }

    /// <summary>2 artanh(n/d) for |n/d| at most 1/3: the logarithm of (1 + n/d)/(1 - n/d).</summary>
    private static BigInteger TwiceAtanh(BigInteger numerator, BigInteger denominator)
    {
        var power = (numerator << Bits) / denominator;
        var (square, sum) = (power * power >> Bits, BigInteger.Zero);
        for (var k = 1; !power.IsZero && power != BigInteger.MinusOne; k += 2)
        {
            sum += power / k;
            power = power * square >> Bits;
        }
        return 2 * sum;
    }
}
