using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class SignificanceLevelTests
{
    [TestCase(0.05, 2.9957322735539909)]
    [TestCase(1e-14, 32.236191301916641)]
    [TestCase(1e-300, 690.77552789821368)]
    public void Of_Alpha_KeepsTheLogarithm(double alpha, double logInverse)
    {
        var level = SignificanceLevel.Of(alpha);
        Assert.That(level.LogInverse, Is.EqualTo(logInverse).Within(1e-13 * logInverse));
        Assert.That(level.Value, Is.EqualTo(alpha).Within(1e-12 * alpha));
    }

    [Test]
    public void FromLogInverse_BelowTheSmallestDouble_IsALevelStill()
    {
        var level = SignificanceLevel.FromLogInverse(5000);
        Assert.That((level.LogInverse, level.Value), Is.EqualTo((5000.0, 0.0)));
    }

    [Test]
    public void Of_OutsideTheOpenInterval_IsRefused([Values(0, 1, -0.1, 1.5, double.NaN)] double alpha) =>
        Assert.That(() => SignificanceLevel.Of(alpha), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void FromLogInverse_NotPositiveAndFinite_IsRefused([Values(0, -1, double.PositiveInfinity, double.NaN)] double logInverse) =>
        Assert.That(() => SignificanceLevel.FromLogInverse(logInverse), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
