using System.Numerics;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class SpecialFunctionsTests
{
    [Test]
    public void Log1P_SmallArguments_AgreesWithTheSeries()
    {
        foreach (var magnitude in new[] { 1e-320, 1e-300, 1e-20, 1e-16, 2.3e-16, 1e-12, 3e-9, 1e-5, 0.01, 0.1, 0.3 })
        {
            foreach (var x in new[] { magnitude, -magnitude })
                Assert.That(SpecialFunctions.Log1P(x), Is.EqualTo(Series(x)).Within(4).Ulps, $"x = {x:R}");
        }
    }

    [Test]
    public void Log1P_OtherArguments_AgreesWithExactQuotients()
    {
        // 1 + x is exact here, so ln(1 + x) itself is the reference.
        foreach (var x in new[] { 1.0, 3, 1023, -0.5, -0.75, -1 + (1.0 / 1024), 1L << 40, 1e300 })
            Assert.That(SpecialFunctions.Log1P(x), Is.EqualTo(Math.Log(1 + x)).Within(4).Ulps);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SpecialFunctions.Log1P(0), Is.Zero);
            Assert.That(SpecialFunctions.Log1P(-1), Is.EqualTo(double.NegativeInfinity));
            Assert.That(SpecialFunctions.Log1P(Math.BitIncrement(-1.0)), Is.EqualTo(-53 * Math.Log(2)).Within(1e-13));
        }
    }

    [Test]
    public void ExpM1_AndLog1MExp_InvertTheirLogarithms()
    {
        foreach (var x in new[] { 1e-300, 1e-20, 1e-16, 1e-9, 1e-3, 0.3, 0.7, 5, 30 })
        {
            Assert.That(SpecialFunctions.Log1P(SpecialFunctions.ExpM1(x)), Is.EqualTo(x).Within(4).Ulps);
            Assert.That(SpecialFunctions.ExpM1(SpecialFunctions.Log1P(x)), Is.EqualTo(x).Within(1e-14 * x));
            // ln(1 - e^-x) is its own inverse up to sign.
            Assert.That(-SpecialFunctions.Log1MExp(SpecialFunctions.Log1MExp(-x)), Is.EqualTo(x).Within(1e-13 * Math.Max(x, 1)));
        }
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SpecialFunctions.ExpM1(double.NegativeInfinity), Is.EqualTo(-1));
            Assert.That(SpecialFunctions.ExpM1(1000), Is.EqualTo(double.PositiveInfinity));
            Assert.That(SpecialFunctions.Log1MExp(0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(SpecialFunctions.Log1MExp(-1e-300), Is.EqualTo(-300 * Math.Log(10)).Within(1e-12));
            Assert.That(SpecialFunctions.Log1MExp(-800), Is.Zero.Within(1e-300));
            Assert.That(() => SpecialFunctions.Log1MExp(0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => SpecialFunctions.Log1MExp(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void LogSumExp_FarFromOne_NeitherOverflowsNorLoses()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SpecialFunctions.LogSumExp([]), Is.EqualTo(double.NegativeInfinity));
            Assert.That(SpecialFunctions.LogSumExp([double.NegativeInfinity, double.NegativeInfinity]), Is.EqualTo(double.NegativeInfinity));
            Assert.That(SpecialFunctions.LogSumExp([5, double.NegativeInfinity]), Is.EqualTo(5));
            Assert.That(SpecialFunctions.LogSumExp([1e5, 1e5]), Is.EqualTo(1e5 + Math.Log(2)).Within(1e-10));
            Assert.That(SpecialFunctions.LogSumExp([-1e5, -1e5, -1e5]), Is.EqualTo(-1e5 + Math.Log(3)).Within(1e-10));
            Assert.That(SpecialFunctions.LogSumExp([0, -40]), Is.EqualTo(Math.Exp(-40)).Within(1e-15));
            Assert.That(SpecialFunctions.LogSumExp([Math.Log(0.1), Math.Log(0.2), Math.Log(0.7)]), Is.Zero.Within(1e-15));
        }
    }

    [TestCase(0, 1)]
    [TestCase(0, 5)]
    [TestCase(7, 1)]
    [TestCase(7, 2)]
    [TestCase(10, 3)]
    [TestCase(100, 5)]
    [TestCase(60_000, 3)]
    [TestCase(60_000, 5)]
    public void LogCompositions_AgreesWithExactIntegers(int total, int categories)
    {
        var exact = BigInteger.One;
        for (var i = 1; i < categories; i++) exact = exact * (total + i) / i;
        Assert.That(SpecialFunctions.LogCompositions(total, categories), Is.EqualTo(BigInteger.Log(exact)).Within(1e-13 * (1 + BigInteger.Log(exact))));
    }

    [Test]
    public void LogCompositions_OutOfRange_IsRefused()
    {
        Assert.That(() => SpecialFunctions.LogCompositions(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SpecialFunctions.LogCompositions(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>ln(1 + x) = 2 artanh(x / (2 + x)), in decimals of 28 digits with the power of ten kept apart.</summary>
    private static double Series(double x)
    {
        if (Math.Abs(x) < 1e-9) return x - (x * x / 2);
        var exact = new decimal(x) + ExactRest(x);
        var ratio = exact / (2 + exact);
        var (power, sum) = (ratio, 0m);
        for (var k = 1; k < 120; k += 2)
        {
            sum += power / k;
            power *= ratio * ratio;
        }
        return (double)(2 * sum);
    }

    // new decimal(double) keeps 15 digits only.
    private static decimal ExactRest(double x) => new(x - (double)new decimal(x));
}
