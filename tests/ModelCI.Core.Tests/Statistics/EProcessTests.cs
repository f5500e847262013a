using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class EProcessTests
{
    private static readonly double[][] ScoreSets = [[-0.8, 0.2], [-1, 0, 1], [-1.02, -0.02, 0.98], [-0.5, -0.25, 0.5, 1.5]];

    [TestCaseSource(nameof(ScoreSets))]
    public void Bets_ItemsFromTOnChanged_BetsUpToTAreBitIdentical(double[] scores)
    {
        const int Items = 40;
        var random = new Random(7);
        var path = Path(random, scores.Length, Items);
        var bets = BetsOf(scores, path);
        for (var change = 0; change < Items; change++)
        {
            // Everything from item `change` on is different, flags included.
            var other = path.Select((item, t) => t < change ? item : ((item.Score + 1) % scores.Length, !item.Cost)).ToArray();
            var otherBets = BetsOf(scores, other);
            for (var t = 0; t <= change; t++) Assert.That(otherBets[t], Is.EqualTo(bets[t]), $"the bets for item {t + 1} saw item {change + 1}");
        }
    }

    [TestCaseSource(nameof(ScoreSets))]
    public void LogValue_SamePath_IsBitIdentical(double[] scores)
    {
        var path = Path(new Random(3), scores.Length, 500);
        var first = Run(scores, 0.02, path);
        var second = Run(scores, 0.02, path);
        Assert.That(second.LogValue, Is.EqualTo(first.LogValue));
        Assert.That(second.Bets.ToArray(), Is.EqualTo(first.Bets.ToArray()));
    }

    [TestCaseSource(nameof(ScoreSets))]
    public void Bets_AlwaysWithinTheAdmissibleRange(double[] scores)
    {
        foreach (var zone in new[] { 0, 1e-9, 0.02, 1, 50 })
        {
            var process = new EProcess(scores, zone);
            foreach (var (score, cost) in Path(new Random(11), scores.Length, 300))
            {
                process.Observe(score, cost);
                foreach (var bet in process.Bets) Assert.That(bet, Is.InRange(0, 0.999 / -scores[0] * (1 + 1e-15)));
            }
        }
    }

    [TestCaseSource(nameof(ScoreSets))]
    public void HasReachedTarget_IsLogValueAtLeastTheTarget_AndFinal(double[] scores)
    {
        // Nine in ten win.
        var random = new Random(5);
        var path = Enumerable.Range(0, 2000).Select(t => (Score: random.Next(10) == 0 ? 0 : scores.Length - 1, Cost: t % 3 == 0)).ToArray();
        foreach (var target in new[] { 0.1, 1, 3, 9.2, 30, 60 })
        {
            var free = new EProcess(scores, 0.05);
            var process = new EProcess(scores, 0.05, target);
            foreach (var (score, cost) in path.TakeWhile(_ => !process.HasReachedTarget))
            {
                process.Observe(score, cost);
                free.Observe(score, cost);
                Assert.That(process.LogValue, Is.EqualTo(free.LogValue));
                Assert.That(process.HasReachedTarget, Is.EqualTo(free.LogValue >= target));
            }
            Assert.That(process.HasReachedTarget, Is.True, $"target {target}");
            var items = process.Items;
            process.Observe(0, true);
            Assert.That((process.ObserveRun(0, 10), process.Items), Is.EqualTo((0, items)));
        }
    }

    [Test]
    public void LogValue_AMillionItems_StaysFinite([Values(0, 1, 2)] int always)
    {
        var process = new EProcess([-1, 0, 1], 0.02);
        for (var t = 0; t < 1_000_000; t++) process.Observe(always, costALabel: t % 100 == 0);
        var largest = 1_000_000 * Math.Log(1.999);
        Assert.That(process.LogValue, always switch
        {
            0 => Is.InRange(-1_000_000 * Math.Log(1 / 0.98), -1000),
            1 => Is.EqualTo(0).Within(1e-12),
            _ => Is.InRange(0.9 * largest, largest),
        });
        Assert.That(process.Items, Is.EqualTo(1_000_000));
        Assert.That(process.Counts[always], Is.EqualTo(1_000_000));
    }

    [Test]
    public void LogValue_FromDeepLossToWin_RecoversWithoutLosingEvidence()
    {
        // On a linear scale the capital of the larger bets underflows to 0 in the first half and never returns.
        var process = new EProcess([-1, 0, 1], 0.02);
        for (var t = 0; t < 20_000; t++) process.Observe(0, true);
        Assert.That(process.LogValue, Is.LessThan(-190));
        for (var t = 0; t < 60_000; t++) process.Observe(2, true);
        Assert.That(process.LogValue, Is.GreaterThan(1000));
    }

    [TestCaseSource(nameof(ScoreSets))]
    public void LogValue_ScoresAndZoneScaled_IsTheSame(double[] scores)
    {
        foreach (var factor in new[] { 7.5, 1e-3, 4096 })
        {
            var path = Path(new Random(13), scores.Length, 1000);
            var scaled = Run([.. scores.Select(score => score * factor)], 0.06 * factor, path);
            Assert.That(scaled.LogValue, Is.EqualTo(Run(scores, 0.06, path).LogValue).Within(1e-9));
        }
    }

    [Test]
    public void Constructor_BadArguments_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new EProcess([0.1, 0.2], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([-0.1, 0], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([0, 0.1], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([0.1, -0.1], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([-0.1, 0, 0, 0.1], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([-0.1, double.NaN, 0.1], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([1], 0), Throws.ArgumentException);
            Assert.That(() => new EProcess([-1, 1], -1e-9), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private static (int Score, bool Cost)[] Path(Random random, int scores, int items) =>
        [.. Enumerable.Range(0, items).Select(_ => (random.Next(scores), random.Next(3) == 0))];

    private static EProcess Run(double[] scores, double zone, (int Score, bool Cost)[] path)
    {
        var process = new EProcess(scores, zone);
        foreach (var (score, cost) in path) process.Observe(score, cost);
        return process;
    }

    private static double[][] BetsOf(double[] scores, (int Score, bool Cost)[] path)
    {
        var process = new EProcess(scores, 0.02);
        var bets = new List<double[]>();
        foreach (var (score, cost) in path)
        {
            bets.Add(process.Bets.ToArray());
            process.Observe(score, cost);
        }
        return [.. bets];
    }
}
