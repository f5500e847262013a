using System.Globalization;
using System.Numerics;

namespace ModelCI.Core.Statistics;

/// <summary>
/// An exact fraction. A user types 0.1, not the double nearest to it: the shortest decimal that reads back as the double is what was
/// meant, and floors and differences of such numbers must not depend on binary rounding.
/// </summary>
/// <param name="Numerator">Of either sign.</param>
/// <param name="Denominator">Positive.</param>
public sealed record DecimalFraction(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>1.</summary>
    public static DecimalFraction One { get; } = new(1, 1);

    /// <summary>The nearest double, to a rounding error or two.</summary>
    public double Value => Multiple(BigInteger.One);

    /// <summary>The shortest decimal that reads back as <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static DecimalFraction Of(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "must be finite");
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var split = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = split < 0 ? shortest : shortest[..split];
        var exponent = split < 0 ? 0 : int.Parse(shortest[(split + 1)..], CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0) exponent -= digits.Length - point - 1;
        var mantissa = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return exponent >= 0
            ? new DecimalFraction(mantissa * BigInteger.Pow(10, exponent), 1)
            : new DecimalFraction(mantissa, BigInteger.Pow(10, -exponent));
    }

    /// <summary>The exact difference.</summary>
    public static DecimalFraction operator -(DecimalFraction left, DecimalFraction right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The exact sum.</summary>
    public static DecimalFraction operator +(DecimalFraction left, DecimalFraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The exact quotient by a positive number.</summary>
    public static DecimalFraction operator /(DecimalFraction left, DecimalFraction right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>floor(factor times this), for a fraction of at least 0 and a factor of at least 0.</summary>
    public BigInteger FloorOfMultiple(BigInteger factor) => factor * Numerator / Denominator;

    /// <summary>factor times this, rounded once.</summary>
    public double Multiple(BigInteger factor)
    {
        var whole = BigInteger.DivRem(factor * Numerator, Denominator, out var rest);
        return (double)whole + ((double)rest / (double)Denominator);
    }
}
