using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

/// <summary>One stream, read item by item, in runs of random length and as one block per stretch of equal items: bit for bit the same.</summary>
internal sealed class EProcessRunTests
{
    private static readonly object[] Cases =
    [
        new object?[] { new[] { -0.8, 0.2 }, null },
        new object?[] { new[] { -1.0, 0, 1 }, null },
        new object?[] { new[] { -1.0, 0, 1 }, 0.3 },
        new object?[] { new[] { -1.02, -0.02, 0.98 }, null },
        new object?[] { new[] { -0.98, 0.02, 1.02 }, null },
        new object?[] { new[] { -0.5, -0.25, 0.5, 1.5 }, null },
        // A loss less its constant.
        new object?[] { Enumerable.Range(0, 513).Select(index => (index / 512.0) - 0.3).ToArray(), null },
    ];

    [TestCaseSource(nameof(Cases))]
    public void ObserveRun_IsTheSameAsOneByOne(double[] scores, double? labelShare)
    {
        var reached = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var target = random.Next(4) == 0 ? double.PositiveInfinity : 0.5 + (random.NextDouble() * 12);
            EProcess New() => new(scores, 0.04, target, labelShare);
            var (single, runs, block) = (New(), New(), New());
            for (var stretch = 0; stretch < 60 && !single.HasReachedTarget; stretch++)
            {
                var score = random.Next(3) == 0 ? 0 : random.Next(scores.Length);
                var length = random.Next(1, random.Next(5) == 0 ? 5000 : 20);
                var expected = block.RunToTarget(score, length);
                for (var item = 0; item < length; item++) single.Observe(score, costALabel: false);
                for (var left = length; left > 0;)
                {
                    var run = random.Next(1, left + 1);
                    runs.ObserveRun(score, run);
                    left -= run;
                }
                Assert.That(block.ObserveRun(score, length), Is.EqualTo(expected), "looking ahead and reading differ");
                AssertSame(runs, single);
                AssertSame(block, single);
                var labelled = random.Next(scores.Length);
                foreach (var process in (EProcess[])[single, runs, block]) process.Observe(labelled, costALabel: true);
                AssertSame(runs, single);
                AssertSame(block, single);
            }
            if (single.HasReachedTarget) reached++;
        }
        Assert.That(reached, Is.GreaterThan(10), "the test shows little if targets are never reached");
    }

    [Test]
    public void RunToTarget_ChangesNothing()
    {
        var process = new EProcess([-0.98, 0.02, 1.02], 0.04, 2);
        process.ObserveRun(1, 50);
        var before = process.LogValue;
        var needed = process.RunToTarget(1, 100_000);
        Assert.That((process.LogValue, process.Items, process.HasReachedTarget), Is.EqualTo((before, 50, false)));
        Assert.That(needed, Is.InRange(2, 99_999));
        process.ObserveRun(1, needed - 1);
        Assert.That(process.HasReachedTarget, Is.False);
        process.ObserveRun(1, 1);
        Assert.That(process.HasReachedTarget, Is.True);
    }

    [Test]
    public void ObserveRun_TimeDoesNotGrowWithTheRun()
    {
        // 10^12 items one by one would take hours.
        var process = new EProcess([-1.02, -0.02, 0.98], 0.04, 9);
        Assert.That(process.ObserveRun(1, 1_000_000_000_000), Is.EqualTo(1_000_000_000_000));
        Assert.That(process.LogValue, Is.LessThan(-1e4));
    }

    private static void AssertSame(EProcess actual, EProcess expected)
    {
        Assert.That(actual.LogValue, Is.EqualTo(expected.LogValue));
        Assert.That((actual.Items, actual.HasReachedTarget), Is.EqualTo((expected.Items, expected.HasReachedTarget)));
        Assert.That(actual.Bets.ToArray(), Is.EqualTo(expected.Bets.ToArray()));
        Assert.That(actual.Counts.ToArray(), Is.EqualTo(expected.Counts.ToArray()));
    }
}
