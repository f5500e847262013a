using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class MeanLimitsTests
{
    private static readonly double[] ZeroOne = [0, 1];
    private static readonly double[] Difference = [-1, 0, 1];

    // What is shown of a loss: number and sum of the items, of which limits follow that are never narrower than those of all counts.
    [Test]
    public void LimitsOfMean_AnyValuesWithThatMean_ContainTheLimitsOfTheirCounts()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 513).Select(index => -1 + (index * 3 / 512.0))];
        var level = SignificanceLevel.Of(1e-3);
        for (var draw = 0; draw < 40; draw++)
        {
            var counts = new long[513];
            var (items, spread) = (random.Next(1, 2000), random.Next(1, 257));
            for (var item = 0; item < items; item++) counts[256 + random.Next(-spread, spread)]++;
            var share = counts.Select((count, index) => count * index).Sum() / 512.0 / items;
            Assert.That(MeanLimits.LowerOfMean(items, share, -1, 2, level), Is.LessThanOrEqualTo(MeanLimits.Lower(values, counts, -1, 2, level) + 1e-12));
            Assert.That(MeanLimits.UpperOfMean(items, share, -1, 2, level), Is.GreaterThanOrEqualTo(MeanLimits.Upper(values, counts, -1, 2, level) - 1e-12));
        }
    }

    [Test]
    public void LimitsOfMean_ValuesAtTheEnds_AreThoseOfTheirCounts()
    {
        var level = SignificanceLevel.Of(1e-3);
        foreach (var (low, high, unknown) in new[] { (30, 70, 0), (0, 100, 5), (100, 0, 1), (0, 0, 3) })
        {
            var share = low + high == 0 ? 0 : (double)high / (low + high);
            Assert.That(MeanLimits.LowerOfMean(low + high, share, -1, 2, level, unknown), Is.EqualTo(MeanLimits.Lower([-1, 2], [low, high], -1, 2, level, unknown)).Within(1e-12));
            Assert.That(MeanLimits.UpperOfMean(low + high, share, -1, 2, level, unknown), Is.EqualTo(MeanLimits.Upper([-1, 2], [low, high], -1, 2, level, unknown)).Within(1e-12));
        }
    }

    [Test]
    public void Lower_Bernoulli_MissesTheTruthWithProbabilityAtMostAlpha([Values(5, 20, 50)] int n, [Values(0.2, 0.05, 1e-3)] double alpha)
    {
        var level = SignificanceLevel.Of(alpha);
        var lower = Enumerable.Range(0, n + 1).Select(k => MeanLimits.Lower(ZeroOne, [n - k, k], 0, 1, level)).ToArray();
        var upper = Enumerable.Range(0, n + 1).Select(k => MeanLimits.Upper(ZeroOne, [n - k, k], 0, 1, level)).ToArray();
        for (var hundredths = 1; hundredths < 100; hundredths++)
        {
            var p = hundredths / 100.0;
            double above = 0, below = 0;
            for (var k = 0; k <= n; k++)
            {
                var mass = Math.Exp(ExactBinomial.LogMass(k, n, p));
                if (lower[k] > p) above += mass;
                if (upper[k] < p) below += mass;
            }
            Assert.That(above, Is.LessThanOrEqualTo(alpha), $"lower limit at p = {p}");
            Assert.That(below, Is.LessThanOrEqualTo(alpha), $"upper limit at p = {p}");
        }
    }

    // Unknown items may be anything, or none of those that the mean is of.
    [Test]
    public void Limits_WithUnknownItems_LieOutsideThoseOfEveryAnswer([Values(1, 5, 40)] int unknown)
    {
        var level = SignificanceLevel.Of(0.01);
        long[] known = [20, 150, 60];
        var (lower, upper) = (MeanLimits.Lower(Difference, known, -1, 1, level, unknown), MeanLimits.Upper(Difference, known, -1, 1, level, unknown));
        for (var high = 0; high <= unknown; high++)
        {
            for (var middle = 0; middle <= unknown - high; middle++)
            {
                for (var none = 0; none <= unknown - high - middle; none++)
                {
                    long[] answered = [known[0] + unknown - high - middle - none, known[1] + middle, known[2] + high];
                    Assert.That(lower, Is.LessThanOrEqualTo(MeanLimits.Lower(Difference, answered, -1, 1, level) + 1e-15));
                    Assert.That(upper, Is.GreaterThanOrEqualTo(MeanLimits.Upper(Difference, answered, -1, 1, level) - 1e-15));
                }
            }
        }
        // No further out than the worst answer.
        Assert.That(lower, Is.EqualTo(MeanLimits.Lower(Difference, [known[0] + unknown, known[1], known[2]], -1, 1, level)).Within(1e-12));
        Assert.That(upper, Is.EqualTo(MeanLimits.Upper(Difference, [known[0], known[1], known[2] + unknown], -1, 1, level)).Within(1e-12));
    }

    [Test]
    public void Lower_ManyItems_LiesNearTheMean()
    {
        // A limit that is always the infimum covers, too. Hoeffding's width at 1e-3 and n = 2000 is 0.042; a mixture needs little more.
        var lower = MeanLimits.Lower(ZeroOne, [400, 1600], 0, 1, SignificanceLevel.Of(1e-3));
        Assert.That(lower, Is.InRange(0.74, 0.8));
    }

    [Test]
    public void Lower_MoreConfidence_IsLower()
    {
        var limits = new[] { 0.5, 0.1, 1e-2, 1e-4, 1e-8, 1e-30 }
            .Select(alpha => MeanLimits.Lower(Difference, [20, 150, 60], -1, 1, SignificanceLevel.Of(alpha))).ToArray();
        Assert.That(limits, Is.Ordered.Descending);
        Assert.That(limits, Is.Unique);
    }

    [Test]
    public void Lower_OneMoreHighItem_NeverFalls()
    {
        var level = SignificanceLevel.Of(0.01);
        for (var ones = 0; ones < 50; ones++)
        {
            var before = MeanLimits.Lower(ZeroOne, [50 - ones, ones], 0, 1, level);
            Assert.That(MeanLimits.Lower(ZeroOne, [49 - ones, ones + 1], 0, 1, level), Is.GreaterThanOrEqualTo(before));
        }
    }

    [Test]
    public void Limits_AtTheExtremes_AreTheEndsOrExact()
    {
        var level = SignificanceLevel.Of(0.01);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MeanLimits.Lower(ZeroOne, [0, 0], 0, 1, level), Is.Zero, "no items");
            Assert.That(MeanLimits.Upper(ZeroOne, [0, 0], 0, 1, level), Is.EqualTo(1), "no items");
            Assert.That(MeanLimits.Lower(ZeroOne, [100, 0], 0, 1, level), Is.Zero, "all zeros");
            Assert.That(MeanLimits.Upper(ZeroOne, [0, 100], 0, 1, level), Is.EqualTo(1), "all ones");
            // All ones: the largest bet, 20/21, carries nearly all; (1 + 20/21 (1 - m)/m)^n / 20 = 1/alpha bounds the limit from above.
            Assert.That(MeanLimits.Lower(ZeroOne, [0, 100], 0, 1, level), Is.InRange(0.91, 0.95));
            Assert.That(MeanLimits.Lower([1], [100], 0, 1, level), Is.EqualTo(MeanLimits.Lower(ZeroOne, [0, 100], 0, 1, level)), "a value without items");
        }
    }

    [Test]
    public void Upper_Mirrored_IsMinusLower()
    {
        var level = SignificanceLevel.Of(1e-3);
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            long[] counts = [random.Next(100), random.Next(100), random.Next(100)];
            double[] values = [-1, 0.25, 2];
            Assert.That(
                MeanLimits.Upper(values, counts, -1, 2, level),
                Is.EqualTo(-MeanLimits.Lower([-2, -0.25, 1], [counts[2], counts[1], counts[0]], -2, 1, level)).Within(1e-12));
        }
    }
}
