using System.Numerics;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class DecimalFractionTests
{
    [TestCase(0.1, 1, 10)]
    [TestCase(-0.25, -1, 4)]
    [TestCase(1e-7, 1, 10_000_000)]
    [TestCase(123.5, 247, 2)]
    [TestCase(3e20, 3, 0)]
    public void Of_TypedDecimal_IsThatDecimal(double value, long numerator, long denominator)
    {
        var fraction = DecimalFraction.Of(value);
        // A denominator of 0 stands for 1e-20 in attributes, which hold no large whole numbers.
        var (above, below) = denominator == 0 ? (numerator * BigInteger.Pow(10, 20), BigInteger.One) : (numerator, denominator);
        Assert.That(fraction.Numerator * below, Is.EqualTo(above * fraction.Denominator));
    }

    [FsCheck.NUnit.Property(Replay = "20261121,33", MaxTest = 500)]
    public void Value_ReadsBack(double value)
    {
        if (!double.IsFinite(value)) return;
        Assert.That(DecimalFraction.Of(value).Value, Is.EqualTo(value).Within(2).Ulps);
    }

    [Test]
    public void Value_AtTheEndsOfTheRange_ReadsBack()
    {
        foreach (var value in new[] { double.MaxValue, 1e300, 2.5e-300, 1e-308 })
            Assert.That(DecimalFraction.Of(value).Value, Is.EqualTo(value).Within(1e-15 * value));
    }

    [Test]
    public void Floors_OfTypedDecimals_AreThoseOfTheDecimal()
    {
        // 0.1 * 3 exceeds 0.3 in doubles, and 0.29 * 100 falls short of 29.
        Assert.That(DecimalFraction.Of(0.29).FloorOfMultiple(100), Is.EqualTo((BigInteger)29));
        Assert.That((DecimalFraction.Of(0.08) + DecimalFraction.Of(0.01) + DecimalFraction.Of(0.01)).Value, Is.EqualTo(0.1));
        Assert.That(DecimalFraction.Of(0.01).Multiple(12_345), Is.EqualTo(123.45));
    }

    [Test]
    public void FromReliability_IsOneMinusTheTypedNumber()
    {
        Assert.That(SignificanceLevel.FromReliability(0.9999).LogInverse, Is.EqualTo(-Math.Log(1e-4)));
        Assert.That(SignificanceLevel.FromReliability(0.99999999999999).LogInverse, Is.EqualTo(-Math.Log(1e-14)));
        foreach (var outside in new[] { 0, 1, -0.5, 1.5, double.NaN })
            Assert.That(() => SignificanceLevel.FromReliability(outside), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SignificanceLevel.Of(0.5).DividedBy(0.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
