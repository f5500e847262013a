using FsCheck;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class IncompleteBetaTests
{
    [FsCheck.NUnit.Property(Replay = "20261121,39", MaxTest = 500)]
    public void LogValue_Mirrored_IsTheComplement(DoNotSize<int> seed)
    {
        // x with few bits, so that 1 - x is exact and both sides ask the same question.
        var random = new Random(seed.Item);
        var (a, b, x) = (Size(random), Size(random), random.Next(1, 1 << 20) / (double)(1 << 20));
        var (lower, mirrored) = (IncompleteBeta.LogValue(a, b, x), IncompleteBeta.LogComplement(b, a, 1 - x));
        Assert.That(mirrored, Is.EqualTo(lower).Within(1e-12 * (1 + Math.Abs(lower))), $"a {a:R}, b {b:R}, x {x:R}");
    }

    [FsCheck.NUnit.Property(Replay = "20261121,41", MaxTest = 500)]
    public void LogValue_AndComplement_AddUpToOne(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var (a, b) = (Size(random), Size(random));
        // Near the mean, where neither of the two vanishes.
        var x = Math.Clamp((a / (a + b)) + ((random.NextDouble() - 0.5) * Math.Sqrt(a * b / (a + b + 1)) / (a + b)), 0, 1);
        var total = Math.Exp(IncompleteBeta.LogValue(a, b, x)) + Math.Exp(IncompleteBeta.LogComplement(a, b, x));
        Assert.That(total, Is.EqualTo(1).Within(1e-12), $"a {a:R}, b {b:R}, x {x:R}");
    }

    [FsCheck.NUnit.Property(Replay = "20261121,43", MaxTest = 500)]
    public void LogValue_LargerX_IsNotSmaller(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var (a, b, x) = (Size(random), Size(random), random.NextDouble());
        var larger = x + ((1 - x) * random.NextDouble());
        Assert.That(IncompleteBeta.LogValue(a, b, larger), Is.GreaterThanOrEqualTo(IncompleteBeta.LogValue(a, b, x) * (1 + 1e-13)));
        Assert.That(IncompleteBeta.LogValue(a, b, x), Is.Not.NaN.And.LessThanOrEqualTo(0));
    }

    [FsCheck.NUnit.Property(Replay = "20261121,45", MaxTest = 500)]
    public void LogValue_NeighbouringParameters_SatisfyTheRecurrence(DoNotSize<int> seed)
    {
        // I_x(a, b) - I_x(a + 1, b) = x^a (1-x)^b / (a B(a, b)) (DLMF 8.17.20); in the lower tail, where nothing cancels.
        var random = new Random(seed.Item);
        var (a, b) = (Size(random), Size(random));
        var x = a / (a + b) * random.NextDouble();
        var term = (a * Math.Log(x)) + (b * SpecialFunctions.Log1P(-x)) - Math.Log(a) - GammaFunction.LogBeta(a, b);
        var sum = SpecialFunctions.LogSumExp([IncompleteBeta.LogValue(a + 1, b, x), term]);
        var scale = 1 + Math.Abs(a * Math.Log(x)) + (b * x);
        Assert.That(sum, Is.EqualTo(IncompleteBeta.LogValue(a, b, x)).Within(1e-13 * scale), $"a {a:R}, b {b:R}, x {x:R}");
    }

    [Test]
    public void LogValue_ClosedForms()
    {
        foreach (var x in new[] { 1e-300, 1e-12, 1e-8, 0.001, 0.3, 0.5, 0.9, 0.999999 })
        {
            foreach (var n in new[] { 0.5, 1, 7, 1000.5, 1e7 })
            {
                AssertClose(IncompleteBeta.LogValue(n, 1, x), n * Math.Log(x));
                AssertClose(IncompleteBeta.LogComplement(1, n, x), n * SpecialFunctions.Log1P(-x));
                AssertClose(IncompleteBeta.LogValue(1, n, x), SpecialFunctions.Log1MExp(n * SpecialFunctions.Log1P(-x)));
            }
            // The arcsine law; from its other end where the arcsine itself is ill-conditioned.
            AssertClose(IncompleteBeta.LogValue(0.5, 0.5, x), x <= 0.5
                ? Math.Log(2 / Math.PI * Math.Asin(Math.Sqrt(x)))
                : SpecialFunctions.Log1P(-2 / Math.PI * Math.Asin(Math.Sqrt(1 - x))));
        }
        AssertClose(IncompleteBeta.LogValue(1e7 + 0.5, 1e7 + 0.5, 0.5), -Math.Log(2));
    }

    [Test]
    public void LogValue_BodyOfTheDistribution_AgreesWithMathNet()
    {
        foreach (var a in new[] { 0.3, 1, 2.5, 10, 60 })
            foreach (var b in new[] { 0.7, 1, 4, 33 })
                foreach (var x in new[] { 0.05, 0.2, 0.5, 0.8, 0.99 })
                    Assert.That(Math.Exp(IncompleteBeta.LogValue(a, b, x)),
                        Is.EqualTo(MathNet.Numerics.SpecialFunctions.BetaRegularized(a, b, x)).Within(1e-11));
    }

    [Test]
    public void LogTails_Ends_AreCertainties()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(IncompleteBeta.LogValue(3, 4, 0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(IncompleteBeta.LogComplement(3, 4, 0), Is.Zero);
            Assert.That(IncompleteBeta.LogValue(3, 4, 1), Is.Zero);
            Assert.That(IncompleteBeta.LogComplement(3, 4, 1), Is.EqualTo(double.NegativeInfinity));
        }
    }

    [TestCase(0, 1, 0.5)]
    [TestCase(1, -1, 0.5)]
    [TestCase(double.NaN, 1, 0.5)]
    [TestCase(1, double.PositiveInfinity, 0.5)]
    [TestCase(1, 1, -0.1)]
    [TestCase(1, 1, 1.1)]
    [TestCase(1, 1, double.NaN)]
    public void LogValue_OutOfRange_IsRefused(double a, double b, double x) =>
        Assert.That(() => IncompleteBeta.LogValue(a, b, x), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double Size(Random random) => random.Next(3) == 0 ? random.Next(1, 100) / 2.0 : Math.Exp((random.NextDouble() * 18) - 2);

    private static void AssertClose(double actual, double expected) =>
        Assert.That(actual, Is.EqualTo(expected).Within(1e-12 * Math.Max(Math.Abs(expected), double.Epsilon)));
}
