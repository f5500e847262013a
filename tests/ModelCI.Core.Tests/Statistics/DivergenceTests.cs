using FsCheck;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class DivergenceTests
{
    [Test]
    public void H_AgreesWithItsPowerSeries()
    {
        foreach (var size in new[] { 1e-300, 1e-150, 1e-20, 1e-12, 1e-8, 1e-5, 9.9e-5, 1.01e-4, 1e-3, 0.01, 0.05 })
        {
            foreach (var u in new[] { size, -size })
            {
                var (expected, power) = (0.0, u);
                for (var k = 2; k < 40; k++)
                {
                    power *= -u;
                    expected -= power / (k * (k - 1.0));
                }
                Assert.That(BennettFunction.H(u), Is.EqualTo(expected).Within(1e-15 * expected), $"u = {u}");
            }
        }
    }

    [Test]
    public void H_BetweenItsBranches_IsSmoothAndExactAtKnownPoints()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(BennettFunction.H(0), Is.Zero);
            Assert.That(BennettFunction.H(-1), Is.EqualTo(1));
            Assert.That(BennettFunction.H(1), Is.EqualTo((2 * Math.Log(2)) - 1).Within(2).Ulps);
            Assert.That(BennettFunction.H(Math.BitIncrement(1)), Is.EqualTo(BennettFunction.H(1)).Within(1e-15));
            Assert.That(BennettFunction.H(Math.BitDecrement(-0.5)), Is.EqualTo(BennettFunction.H(-0.5)).Within(1e-15));
            Assert.That(() => BennettFunction.H(-1.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => BennettFunction.H(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [FsCheck.NUnit.Property(Replay = "20261121,35", MaxTest = 500)]
    public void Bernoulli_IsNotNegativeAndBoundedByPinsker(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var a = random.NextDouble();
        var b = random.Next(2) == 0 ? random.NextDouble() : Math.Clamp(a + (Math.Pow(10, -15 * random.NextDouble()) * (random.Next(2) - 0.5)), 1e-300, 1 - 1e-16);
        var divergence = KullbackLeibler.Bernoulli(a, b);
        Assert.That(divergence, Is.GreaterThanOrEqualTo(2 * (a - b) * (a - b) * (1 - 1e-14)));
        Assert.That(divergence, Is.EqualTo(Plain(a, b)).Within(1e-14 + (1e-14 * divergence)));
    }

    [Test]
    public void Bernoulli_Ends()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KullbackLeibler.Bernoulli(0, 0), Is.Zero);
            Assert.That(KullbackLeibler.Bernoulli(1, 1), Is.Zero);
            Assert.That(KullbackLeibler.Bernoulli(0, 1e-20), Is.EqualTo(1e-20).Within(1e-35));
            Assert.That(KullbackLeibler.Bernoulli(1, 0.25), Is.EqualTo(Math.Log(4)).Within(1).Ulps);
            Assert.That(KullbackLeibler.Bernoulli(0.5, 0), Is.EqualTo(double.PositiveInfinity));
            Assert.That(KullbackLeibler.Bernoulli(0.5, 1e-320), Is.EqualTo(0.5 * (Math.Log(0.25) + (320 * Math.Log(10)))).Within(1e-3));
            Assert.That(() => KullbackLeibler.Bernoulli(1.1, 0.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => KullbackLeibler.Bernoulli(0.1, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [FsCheck.NUnit.Property(Replay = "20261121,37", MaxTest = 300)]
    public void WaldBound_NoBetGrowsFaster(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var values = new[] { -0.1 - random.NextDouble(), (random.NextDouble() - 0.5) / 5, 0.1 + random.NextDouble() };
        var (p, q) = (random.NextDouble(), random.NextDouble());
        double[] probabilities = [p * q, p * (1 - q), 1 - p];
        var bound = WaldBound.Of(values, probabilities);
        var most = 1 / -values[0];
        Assert.That(bound.Bet, Is.InRange(0, most));
        for (var i = 0; i < 200; i++)
        {
            var bet = most * i / 200;
            var growth = 0.0;
            for (var j = 0; j < 3; j++) growth += probabilities[j] * Math.Log(1 + (bet * values[j]));
            Assert.That(bound.KLInf, Is.GreaterThanOrEqualTo(growth - 1e-14));
        }
    }

    [Test]
    public void WaldBound_EdgeCases()
    {
        using (Assert.EnterMultipleScope())
        {
            // The mean is at the null: nothing grows, and no number of items suffices.
            Assert.That(WaldBound.Of([-1, 1], [0.5, 0.5]), Is.EqualTo(new WaldBound(0, 0)));
            Assert.That(WaldBound.Of([-1, 1], [0.5, 0.5]).Items(SignificanceLevel.Of(0.1)), Is.EqualTo(double.PositiveInfinity));
            // The least value never occurs: the largest admissible bet.
            Assert.That(WaldBound.Of([-0.5, 0.5], [0, 1]), Is.EqualTo(new WaldBound(Math.Log(2), 2)));
            Assert.That(() => WaldBound.Of([1, 2], [0.5, 0.5]), Throws.ArgumentException);
            Assert.That(() => WaldBound.Of([-1, 2], [0.5, 0.6]), Throws.ArgumentException);
            Assert.That(() => WaldBound.Of([-1, 2], [1]), Throws.ArgumentException);
            Assert.That(() => WaldBound.Of([-1, double.NaN], [0.5, 0.5]), Throws.ArgumentException);
        }
    }

    private static double Plain(double a, double b) =>
        (a == 0 ? 0 : a * (Math.Log(a) - Math.Log(b))) + (a == 1 ? 0 : (1 - a) * (Math.Log(1 - a) - SpecialFunctions.Log1P(-b)));
}
