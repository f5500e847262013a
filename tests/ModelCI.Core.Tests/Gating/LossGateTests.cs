using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>The gate on losses.</summary>
internal sealed class LossGateTests
{
    private const int Items = 4000;

    private static readonly SignificanceLevel Never = SignificanceLevel.FromLogInverse(1e9);

    [Test]
    public void Decide_LabelsAskedFor_AreThoseThatCanChangeTheScore()
    {
        var losses = new Losses(LossKind.Absolute, 0, 1);
        var listed = Drawn(losses, 9, equal: 0.5);
        int[] differing = [.. Enumerable.Range(0, Items).Where(position => listed[position].Prediction.Disagree)];
        Assert.That(differing, Has.Length.InRange(Items / 3, 2 * Items / 3));
        Assert.That(Asked("loss(n) - loss(o) < 0 +/- 0.01"), Is.EqualTo(differing));
        Assert.That(Asked("2 * loss(o) - 2 * loss(n) > 0.1 +/- 0.01"), Is.EqualTo(differing));
        Assert.That(Asked("d < 0.5 +/- 0.01"), Is.Empty);
        foreach (var condition in new[] { "loss(n) < 0.5 +/- 0.01", "loss(n) - 0.5 * loss(o) < 0 +/- 0.01", "loss(n) + loss(o) > 1 +/- 0.01" })
            Assert.That(Asked(condition), Has.Count.EqualTo(Items), condition);

        List<int> Asked(string condition)
        {
            var items = new ListedItems(listed);
            Run([losses.Score(condition)], items, Never);
            return items.Asked;
        }
    }

    [TestCase("loss(n) - loss(o) < 0 +/- 0.02", Mode.FpFree)]
    [TestCase("loss(n) - loss(o) < 0 +/- 0.02", Mode.FnFree)]
    [TestCase("loss(n) < 0.22 +/- 0.02", Mode.FpFree)]
    [TestCase("loss(n)[women] - 0.5 * loss(o)[women] < 0.1 +/- 0.02", Mode.FpFree)]
    public void Decide_WholePoolOrItemByItem_IsTheSameBitForBit(string condition, Mode mode)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var losses = new Losses(LossKind.Absolute, 0, 1);
            var listed = Drawn(losses, seed, equal: 0.9);
            var clauses = new[] { losses.Score(condition, mode) };
            var (whole, single) = (Run(clauses, new ListedItems(listed), 0.01, mode), Run(clauses, new ListedItems(listed) { IsWhole = false }, 0.01, mode));
            var (one, other) = (whole.Evidence.Clauses[0], single.Evidence.Clauses[0]);
            Assert.That(single.GetType(), Is.EqualTo(whole.GetType()));
            Assert.That(other.Counts, Is.EqualTo(one.Counts));
            Assert.That((other.AcceptLogValue, other.RefuseLogValue), Is.EqualTo((one.AcceptLogValue, one.RefuseLogValue)));
            Assert.That(single.Evidence.ItemsRead, Is.EqualTo(whole.Evidence.ItemsRead));
        }
    }

    [Test]
    public void Decide_ABetterModel_PassesAndAWorseOneFails()
    {
        var losses = new Losses(LossKind.Squared, 0, 1);
        // Errors of 0.2 and 0.5 on every item: losses 0.04 and 0.25.
        var random = new Random(1);
        (PairedPrediction, int)[] better = [.. Enumerable.Range(0, 300).Select(_ => losses.Item(0.2, -0.5, (uint)random.NextInt64(1L << 32)))];
        var decision = Run([losses.Score("loss(n) - loss(o) < 0 +/- 0.02"), losses.Score("loss(n) < 0.1 +/- 0.01")], new ListedItems(better), 1e-3);
        Assert.That(decision, Is.TypeOf<Decision.Passed>());
        var counts = decision.Evidence.Clauses[1].Counts;
        // 0.04 lies between the points 20 and 21 of 512; turned, at the other end.
        Assert.That(counts.Index().Where(count => count.Item > 0).Select(count => count.Index), Is.EqualTo(new[] { 512 - 21, 512 - 20 }));
        Assert.That(Run([losses.Score("loss(o) - loss(n) < 0 +/- 0.02")], new ListedItems(better), 1e-3), Is.TypeOf<Decision.Failed>());
    }

    // An item that nobody can label is the worst for each process: as if its loss were the highest for the one, and the lowest for the other.
    [Test]
    public void Decide_UnsureItem_CountsAsTheWorstForEachProcess()
    {
        var losses = new Losses(LossKind.Absolute, 0, 1);
        var clause = losses.Score("loss(n) < 0.5 +/- 0.1");
        (PairedPrediction Prediction, int Label)[] known = [.. Enumerable.Range(0, 20).Select(position => losses.Item(0.1 * (position % 7), 0, 5))];
        ClauseEvidence With(int label) => Run([clause], new ListedItems([.. known, (losses.Pair(0.3, 0), label)]), 1e-12).Evidence.Clauses[0];
        var unsure = With(LabelBook.Unsure);
        Assert.That(unsure.Unsure, Is.EqualTo(1));
        Assert.That(unsure.AcceptLogValue, Is.EqualTo(With(losses.Numbers.IndexOf(5)).AcceptLogValue));
        Assert.That(unsure.RefuseLogValue, Is.EqualTo(With(losses.Numbers.IndexOf(0.3)).RefuseLogValue));
    }

    [Test]
    public void Positions_OfALossClause_AreThoseAskedFor()
    {
        var losses = new Losses(LossKind.Absolute, 0, 1);
        var listed = Drawn(losses, 3, equal: 0.7);
        ClauseScore[] clauses = [losses.Score("loss(n) - loss(o) < 0 +/- 0.01")];
        var items = new ListedItems(listed);
        Run(clauses, items, Never);
        Assert.That(NeededLabels.Positions(clauses, 0, items, int.MaxValue), Is.EqualTo(items.Asked));
    }

    private static Decision Run(ClauseScore[] clauses, ListedItems items, double alpha, Mode mode = Mode.FpFree) =>
        Run(clauses, items, SignificanceLevel.Of(alpha), mode);

    private static Decision Run(ClauseScore[] clauses, ListedItems items, SignificanceLevel level, Mode mode = Mode.FpFree) =>
        Gate.Decide(clauses, mode, new TestLevels(level, level), 0, items, items, new LabelAllowance(new bool[items.Count], null));

    /// <summary>Items with random numbers, on a share of which the models agree.</summary>
    private static (PairedPrediction Prediction, int Label)[] Drawn(Losses losses, int seed, double equal)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Items).Select(_ =>
        {
            var (candidate, baseline) = (random.NextDouble(), random.NextDouble());
            if (random.NextDouble() < equal) baseline = candidate;
            var label = Math.Round(candidate + (0.3 * random.NextDouble()), 3);
            return (losses.Pair(candidate, baseline, (uint)random.NextInt64(1L << 32), (ulong)random.Next(4)), losses.Numbers.IndexOf(label));
        })];
    }
}
