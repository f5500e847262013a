using ModelCI.Core.Planning;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Planning;

/// <summary>The search skips nearly all n and k by theorems; here nothing is skipped.</summary>
internal sealed class ExactSizeTests
{
    [TestCase(1, 3)]
    [TestCase(3, 10)]
    [TestCase(1, 4)]
    [TestCase(17, 100)]
    [TestCase(1, 10)]
    [TestCase(7, 100)]
    [TestCase(99, 100)]
    public void Sizes_EveryNumberAndEveryBreakpoint_Agree(int numerator, int denominator)
    {
        var epsilon = new DecimalFraction(numerator, denominator);
        double[] levels = [0.9, 0.5, 0.3, 0.15, 0.1, 0.05, 0.02, 0.003, 1e-4];
        var most = (int)HoeffdingSize.OneVariable(1, epsilon.Value, SignificanceLevel.Of(levels[^1] / 2));
        var suprema = Enumerable.Range(1, most).Select(n => Suprema(n, numerator, denominator)).ToArray();
        foreach (var level in levels)
        {
            // Beyond the last n of the table Hoeffding's inequality holds. Ties such as (1 - 0.99)^2 = 1e-4 count as failing.
            var tie = level * (1 - 1e-10);
            var one = 1 + Array.FindLastIndex(suprema, pair => pair.One > tie);
            var two = 1 + Array.FindLastIndex(suprema, pair => pair.Two > tie);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(ExactSize.OneSided(epsilon, SignificanceLevel.Of(level)), Is.EqualTo(one + 1), $"one-sided, {level}");
                Assert.That(ExactSize.TwoSided(epsilon, SignificanceLevel.Of(level)), Is.EqualTo(two + 1), $"two-sided, {level}");
            }
        }
    }

    [Test]
    public void Sizes_SmallToleranceAndLevel_AreQuickAndBelowHoeffding()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var (epsilon, level) in new[] { (0.01, 1e-4), (0.01, 1e-14), (0.002, 0.05), (0.001, 1e-6), (0.0005, 1e-200) })
        {
            var (alpha, exact) = (SignificanceLevel.Of(level), DecimalFraction.Of(epsilon));
            var (one, two) = (ExactSize.OneSided(exact, alpha), ExactSize.TwoSided(exact, alpha));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(one, Is.LessThan(HoeffdingSize.OneVariable(1, epsilon, alpha)));
                Assert.That(two, Is.LessThan(HoeffdingSize.OneVariable(1, epsilon, alpha.DividedBy(2))));
                Assert.That(two >= one, Is.True);
            }
        }
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void Sizes_BeyondABillion_AreNotSearched() =>
        Assert.That(ExactSize.TwoSided(DecimalFraction.Of(1e-5), SignificanceLevel.Of(1e-4)), Is.Null);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.1)]
    public void Sizes_ToleranceOutsideTheUnitInterval_IsRefused(double epsilon) =>
        Assert.That(() => ExactSize.OneSided(DecimalFraction.Of(epsilon), SignificanceLevel.Of(0.1)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static (double One, double Two) Suprema(int n, int numerator, int denominator)
    {
        var width = 2 * n * numerator / denominator;
        var (one, two) = (0.0, 0.0);
        for (var k = (n * numerator / denominator) + 1; k <= n; k++)
        {
            var p = ((k * denominator) - (n * numerator)) / (double)(n * denominator);
            if (p <= 0) continue;
            var above = Math.Exp(BinomialTail.LogUpper(k, n, p));
            one = Math.Max(one, above);
            two = Math.Max(two, above + Math.Exp(BinomialTail.LogLower(k - width - 1, n, p)));
        }
        return (one, two);
    }
}
