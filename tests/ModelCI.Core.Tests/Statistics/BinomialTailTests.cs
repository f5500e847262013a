using FsCheck;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class BinomialTailTests
{
    [FsCheck.NUnit.Property(Replay = "20261121,23", MaxTest = 150)]
    public void Tails_AgreeWithExactArithmetic(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var n = random.Next(1, 40);
        var k = random.Next(0, n + 1);
        var p = random.Next(2) == 0 ? random.NextDouble() : Math.Exp(-20 * random.NextDouble());
        AssertLog(BinomialTail.LogUpper(k, n, p), ExactTail.LogUpper(k, n, p));
        AssertLog(BinomialTail.LogLower(k, n, p), ExactTail.LogLower(k, n, p));
    }

    [FsCheck.NUnit.Property(Replay = "20261121,25", MaxTest = 300)]
    public void Tails_NeighbouringCounts_DifferByTheMass(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var n = (long)Math.Exp(random.NextDouble() * 16.1);
        var p = random.NextDouble();
        var spread = Math.Sqrt(n * p * (1 - p));
        var k = Math.Clamp((long)((n * p) + (spread * ((random.NextDouble() * 12) - 6))), 0, n - 1);
        AssertLog(
            SpecialFunctions.LogSumExp([BinomialTail.LogMass(k, n, p), BinomialTail.LogUpper(k + 1, n, p)]), BinomialTail.LogUpper(k, n, p));
        AssertLog(
            SpecialFunctions.LogSumExp([BinomialTail.LogMass(k + 1, n, p), BinomialTail.LogLower(k, n, p)]), BinomialTail.LogLower(k + 1, n, p));
    }

    [Test]
    public void Tails_MillionsAndFarOut_AreFinite()
    {
        foreach (var p in new[] { 1e-300, 1e-9, 0.3, 0.999999999 })
        {
            foreach (var k in new[] { 0L, 1, 5_000_000, 9_999_999, 10_000_000 })
            {
                Assert.That(BinomialTail.LogUpper(k, 10_000_000, p), Is.Not.NaN.And.LessThanOrEqualTo(0));
                Assert.That(BinomialTail.LogLower(k, 10_000_000, p), Is.Not.NaN.And.LessThanOrEqualTo(0));
                Assert.That(BinomialTail.LogMass(k, 10_000_000, p), Is.Not.NaN.And.LessThanOrEqualTo(0));
            }
        }
    }

    [Test]
    public void Ends_AreCertaintiesOrImpossible()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(BinomialTail.LogUpper(0, 5, 0.3), Is.Zero);
            Assert.That(BinomialTail.LogUpper(-1, 5, 0.3), Is.Zero);
            Assert.That(BinomialTail.LogUpper(6, 5, 0.3), Is.EqualTo(double.NegativeInfinity));
            Assert.That(BinomialTail.LogLower(-1, 5, 0.3), Is.EqualTo(double.NegativeInfinity));
            Assert.That(BinomialTail.LogLower(5, 5, 0.3), Is.Zero);
            Assert.That(BinomialTail.LogMass(6, 5, 0.3), Is.EqualTo(double.NegativeInfinity));
            Assert.That(BinomialTail.LogUpper(1, 5, 0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(BinomialTail.LogUpper(5, 5, 1), Is.Zero);
            Assert.That(BinomialTail.LogMass(0, 5, 0), Is.Zero);
            Assert.That(BinomialTail.LogMass(0, 0, 0.4), Is.Zero);
            Assert.That(() => BinomialTail.LogUpper(1, -1, 0.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => BinomialTail.LogLower(1, 2, 1.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => BinomialTail.LogMass(1, 2, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private static void AssertLog(double actual, double expected) =>
        Assert.That(actual, Is.EqualTo(expected).Within(1e-12 * Math.Max(1, Math.Abs(expected))));
}
