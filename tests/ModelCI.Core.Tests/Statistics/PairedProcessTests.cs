using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

/// <summary>
/// Scores -h, 0, h with a label share known from the pool. Conditional on the flags an item with a label has, under the null, any distribution on
/// the three scores with mean at most 0, and an item without one scores 0: the exact expectation over all paths may never grow.
/// </summary>
internal sealed class PairedProcessTests
{
    private const int Depth = 9;

    // Targets within reach of ten items, so that the final bet is part of what is proved.
    [TestCase(1, 0.02, 0.1, 1.0)]
    [TestCase(1, 0.4, 0.1, 3.0)]
    [TestCase(0.5, 0.4, 0.9, 0.2)]
    [TestCase(2, 0.04, 0.02, 5.0)]
    [TestCase(1, 0.2, 1, double.PositiveInfinity)]
    public void Observe_AnyNullDistribution_ExpectedWealthNeverGrows_UpToTheTarget(double high, double zone, double labelShare, double target)
    {
        // Extreme points of the nulls on -h, 0, h: all at -h, all at 0, a fair coin.
        double[][] nulls = [[1, 0, 0], [0, 1, 0], [0.5, 0, 0.5]];
        AssertNeverGrows([], 1);

        void AssertNeverGrows(int[] path, double wealth)
        {
            var process = Replay(path);
            if (path.Length == Depth || process.HasReachedTarget) return;
            double[] next = [.. Enumerable.Range(0, 3).Select(score => Math.Exp(Replay([.. path, score]).LogValue))];
            foreach (var distribution in nulls)
                Assert.That(next.Zip(distribution, (value, p) => value * p).Sum(), Is.LessThanOrEqualTo(wealth * (1 + 1e-12)), string.Join(' ', path));
            // Paths through labelled zeros change the bets only; every second level leaves them out to keep the tree small.
            for (var score = 0; score < 3; score++)
            {
                if (score == 1 && path.Length % 2 == 1) continue;
                AssertNeverGrows([.. path, score], next[score]);
            }
        }

        EProcess Replay(int[] path)
        {
            var process = new EProcess([-high, 0, high], zone, target, labelShare);
            foreach (var score in path) process.Observe(score, costALabel: true);
            return process;
        }
    }

    [Test]
    public void Observe_NearTheTarget_AWinReachesItExactly()
    {
        var process = new EProcess([-1, 0, 1], 0.1, 3, 0.1);
        while (!process.HasReachedTarget) process.Observe(2, costALabel: true);
        Assert.That(process.LogValue, Is.EqualTo(3).Within(1e-12));
    }

    [Test]
    public void Observe_FreeItems_ChangeNothing()
    {
        var (with, without) = (new EProcess([-1, 0, 1], 0.02, 9, 0.1), new EProcess([-1, 0, 1], 0.02, 9, 0.1));
        var random = new Random(2);
        for (var item = 0; item < 200; item++)
        {
            with.ObserveRun(1, random.Next(1, 30));
            var score = random.Next(2) * 2;
            with.Observe(score, costALabel: true);
            without.Observe(score, costALabel: true);
            Assert.That(with.LogValue, Is.EqualTo(without.LogValue));
        }
    }

    [Test]
    public void Constructor_LabelShareWhereItIsNotProved_IsRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new EProcess([-1.02, -0.02, 0.98], 0.02, 9, 0.1), Throws.ArgumentException);
            Assert.That(() => new EProcess([-1, 1], 0.02, 9, 0.1), Throws.ArgumentException);
            Assert.That(() => new EProcess([-1, 0, 2], 0.02, 9, 0.1), Throws.ArgumentException);
            Assert.That(() => new EProcess([-1, 0, 1], 0.02, 9, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new EProcess([-1, 0, 1], 0.02, 9, 1.01), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new EProcess([-1, 0, 1], 0, 9, 0.1), Throws.Nothing);
        }
    }
}
