using System.Numerics;

namespace ModelCI.Core.Tests.Support;

/// <summary>
/// Binomial tails as exact whole numbers: a double p is a fraction with a power of two below, so P(X >= k) is one too. An oracle without
/// any rounding, for n up to a few hundred.
/// </summary>
internal static class ExactTail
{
    /// <summary>ln P(Bin(n, p) >= k).</summary>
    public static double LogUpper(int k, int n, double p) => Log(Sum(k, n, n, p), Parts(p).Bits * n);

    /// <summary>ln P(Bin(n, p) &lt;= k).</summary>
    public static double LogLower(int k, int n, double p) => Log(Sum(0, k, n, p), Parts(p).Bits * n);

    /// <summary>Whether P(Bin(n, p) >= k) is at most alpha, without rounding.</summary>
    public static bool IsAtMost(int k, int n, double p, double alpha)
    {
        var (numerator, denominatorBits) = Parts(alpha);
        return Sum(k, n, n, p) << denominatorBits <= numerator << (Parts(p).Bits * n);
    }

    private static BigInteger Sum(int from, int to, int n, double p)
    {
        var (success, bits) = Parts(p);
        var failure = (BigInteger.One << bits) - success;
        var sum = BigInteger.Zero;
        for (var i = from; i <= to; i++) sum += Choose(n, i) * BigInteger.Pow(success, i) * BigInteger.Pow(failure, n - i);
        return sum;
    }

    private static double Log(BigInteger sum, int bits)
    {
        var complement = (BigInteger.One << bits) - sum;
        if (complement.IsZero) return 0;
        // Near certainty the small complement has the digits.
        var (mantissa, exponent) = Split(complement, bits);
        var ratio = mantissa * Math.Pow(2, exponent);
        if (ratio < 0.5) return LogOneMinus(ratio);
        (mantissa, exponent) = Split(sum, bits);
        return Math.Log(mantissa) + (exponent * Math.Log(2));
    }

    private static double LogOneMinus(double ratio)
    {
        var (sum, power) = (0.0, ratio);
        for (var i = 1; i < 100; i++, power *= ratio) sum -= power / i;
        return sum;
    }

    /// <summary>value / 2^bits as a double in [1/2, 1) times a power of two.</summary>
    private static (double Mantissa, int Exponent) Split(BigInteger value, int bits)
    {
        var length = (int)value.GetBitLength();
        var top = length > 60 ? value >> (length - 60) : value << (60 - length);
        return ((double)top / Math.Pow(2, 60), length - bits);
    }

    private static (BigInteger Numerator, int Bits) Parts(double value)
    {
        var bits = 0;
        // Doubling is exact.
        while (value != Math.Floor(value))
        {
            value *= 2;
            bits++;
        }
        return ((BigInteger)value, bits);
    }

    private static BigInteger Choose(int n, int k)
    {
        var result = BigInteger.One;
        for (var i = 1; i <= Math.Min(k, n - k); i++) result = result * (n - i + 1) / i;
        return result;
    }
}
