using System.Numerics;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class GammaFunctionTests
{
    [Test]
    public void LogGamma_WholeNumbers_AgreesWithFactorials()
    {
        var factorial = BigInteger.One;
        for (var n = 1; n <= 2000; n++)
        {
            var expected = BigInteger.Log(factorial);
            Assert.That(GammaFunction.LogGamma(n), Is.EqualTo(expected).Within(3e-15 * (1 + expected)), $"n = {n}");
            factorial *= n;
        }
    }

    [Test]
    public void LogGamma_HalfIntegersAndSmallArguments()
    {
        var expected = Math.Log(Math.PI) / 2;
        for (var n = 0; n < 400; n++)
        {
            Assert.That(GammaFunction.LogGamma(n + 0.5), Is.EqualTo(expected).Within(1e-14 * (1 + Math.Abs(expected))));
            expected += Math.Log(n + 0.5);
        }
        // Gamma(z) = 1/z - gamma + ... at 0.
        foreach (var z in new[] { 1e-300, 1e-100, 1e-15 })
            Assert.That(GammaFunction.LogGamma(z), Is.EqualTo(-Math.Log(z)).Within(1e-12));
    }

    [Test]
    public void LogBeta_ClosedForms_KeepTheirDigitsAtTenMillion()
    {
        foreach (var n in new[] { 0.5, 3, 1000, 1e7, 1e12 })
        {
            AssertClose(GammaFunction.LogBeta(n, 1), -Math.Log(n));
            AssertClose(GammaFunction.LogBeta(2, n), -Math.Log(n) - Math.Log(n + 1));
            AssertClose(GammaFunction.LogBeta(n, 3), Math.Log(2) - Math.Log(n) - Math.Log(n + 1) - Math.Log(n + 2));
        }
        AssertClose(GammaFunction.LogBeta(0.5, 0.5), Math.Log(Math.PI));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void OutOfRange_IsRefused(double z)
    {
        Assert.That(() => GammaFunction.LogGamma(z), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => GammaFunction.LogBeta(1, z), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => GammaFunction.StirlingError(z), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static void AssertClose(double actual, double expected) =>
        Assert.That(actual, Is.EqualTo(expected).Within(3e-14 * (1 + Math.Abs(expected))));
}
