using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

/// <summary>
/// The level of a Bernoulli clause without simulation noise. Its bets need no data, so that wealth is a function of the counts and the
/// probability of ever crossing follows by dynamic programming over the lattice of counts.
/// </summary>
internal sealed class ExactLevelTests
{
    private const int Most = 400;

    [TestCase(0.1, 0.02)]
    [TestCase(0.5, 0.02)]
    [TestCase(0.5, 0.2)]
    [TestCase(0.8, 0.1)]
    [TestCase(0.99, 0.005)]
    [TestCase(0.8, 0)]
    public void LogValue_AtTheBoundaryOfTheNull_CrossesWithProbabilityAtMostAlpha(double c, double zone)
    {
        var wealth = Lattice(c, zone);
        using (Assert.EnterMultipleScope())
        {
            foreach (var alpha in new[] { 0.3, 0.05, 0.01, 1e-4 })
            {
                var atNull = Crossing(wealth, c, alpha);
                TestContext.Out.WriteLine($"c = {c}, zone {zone}, alpha {alpha}: P(cross by {Most}) = {atNull:g4}");
                Assert.That(atNull, Is.LessThanOrEqualTo(alpha));
                // Deeper in the null it only gets rarer.
                Assert.That(Crossing(wealth, c * 0.9, alpha), Is.LessThanOrEqualTo(atNull));
            }
            // A test that never rejects would keep its level, too: where nine in ten of the null's failures are gone it must reject.
            var power = Crossing(wealth, 1 - ((1 - c) / 10), 0.05);
            TestContext.Out.WriteLine($"c = {c}, zone {zone}: power at one tenth of the failures {power:g4}");
            Assert.That(power, Is.GreaterThan(c > 0.9 ? 0.6 : 0.999));
        }
    }

    [Test]
    public void LogValue_TwoScores_DoesNotDependOnTheOrder()
    {
        int[] sequence = [1, 1, 0, 1, 0, 0, 1, 1, 1, 0];
        var forward = new EProcess([-0.8, 0.2], 0.1);
        var backward = new EProcess([-0.8, 0.2], 0.1);
        foreach (var score in sequence) forward.Observe(score, true);
        foreach (var score in sequence.Reverse()) backward.Observe(score, false);
        Assert.That(backward.LogValue, Is.EqualTo(forward.LogValue));
    }

    /// <summary>ln wealth after n items with s successes.</summary>
    private static double[][] Lattice(double c, double zone)
    {
        var lattice = Enumerable.Range(0, Most + 1).Select(n => new double[n + 1]).ToArray();
        for (var successes = 0; successes <= Most; successes++)
        {
            var process = new EProcess([-c, 1 - c], zone);
            for (var n = 0; n < successes; n++) process.Observe(1, costALabel: true);
            for (var n = successes; n <= Most; n++)
            {
                lattice[n][successes] = process.LogValue;
                process.Observe(0, costALabel: true);
            }
        }
        return lattice;
    }

    private static double Crossing(double[][] wealth, double p, double alpha)
    {
        var threshold = SignificanceLevel.Of(alpha).LogInverse;
        var alive = new double[] { 1 };
        var crossed = 0.0;
        for (var n = 1; n <= Most; n++)
        {
            var next = new double[n + 1];
            for (var s = 0; s < n; s++)
            {
                next[s] += alive[s] * (1 - p);
                next[s + 1] += alive[s] * p;
            }
            for (var s = 0; s <= n; s++)
            {
                if (wealth[n][s] < threshold) continue;
                crossed += next[s];
                next[s] = 0;
            }
            alive = next;
        }
        return crossed;
    }
}
