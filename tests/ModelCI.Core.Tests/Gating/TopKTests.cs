using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

internal sealed class TopKTests
{
    private static readonly string[] Forms = ["topk(n, {0})", "topk(o, {0})", "topk(n, {0}) - topk(o, {0})", "topk(n, {0}) + topk(o, {0})", "2 * topk(n, {0}) - 0.5 * topk(o, {0})"];

    [Test]
    public void MeanScore_RandomTables_IsTheMetric([Values("topk(n, 2)", "3 * topk(n, 2)[women] - topk(o, 2)[women]")] string left, [Values('>', '<')] char comparator)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var table = new Table(5, 3, seed);
            var score = Parse.Score($"{left} {comparator} {(comparator == '<' ? "10" : "-10")} +/- 0.01", task: table.Task);
            var items = Enumerable.Range(0, 60).Select(_ => table.Draw()).ToArray();
            var inside = left.Contains("women", StringComparison.Ordinal) ? items.Where(item => (item.Prediction.Slices & 1) == 1).ToArray() : items;
            double Share(Func<PairedPrediction, int> ranking) =>
                inside.Average(item => table.Task.Rankings![ranking(item.Prediction)][..2].ToArray().Contains(item.Label) ? 1 : 0);
            var metric = left.StartsWith('3') ? (3 * Share(pair => pair.CandidateRanking)) - Share(pair => pair.BaselineRanking) : Share(pair => pair.CandidateRanking);
            var mean = items.Select(item => score.OutcomeOf(item.Prediction, item.Label)).Where(index => index >= 0).Average(index => score.DistinctValues[index]);
            Assert.That(mean, Is.EqualTo((comparator == '<' ? -1 : 1) * metric).Within(1e-12));
        }
    }

    [Test]
    public void Free_RandomRankings_IsWhatAllLabelsAgreeOn([ValueSource(nameof(Forms))] string form, [Values(1, 2, 3)] int k, [Values(3, 4, 5, 7)] int classes)
    {
        if (k >= classes) return;
        var table = new Table(classes, Math.Min(3, classes - 1), k);
        var score = Parse.Score($"{string.Format(System.Globalization.CultureInfo.InvariantCulture, form, k)} > -10 +/- 0.01", task: table.Task);
        var free = score.Free(classes);
        var seen = new HashSet<int>();
        for (var draw = 0; draw < 500; draw++)
        {
            var (prediction, _) = table.Draw();
            var outcomes = Enumerable.Range(0, classes).Select(label => score.OutcomeOf(prediction, label)).Distinct().Order().ToArray();
            Assert.That(free.Possible(prediction), Is.EqualTo(outcomes));
            Assert.That(free.Of(prediction), Is.EqualTo(outcomes.Length == 1 ? outcomes[0] : FreeOutcomes.NeedsLabel));
            if (outcomes.Length == 1) seen.Add(outcomes[0]);
        }
        Assert.That(free.Values, Is.EquivalentTo(seen));
        Assert.That(free.IsActivityKnown);
    }

    [Test]
    public void Decide_EqualSets_CostNothing()
    {
        var rankings = new RankingTable(3);
        var task = new PredictionTask(Parse.Classes, null, rankings);
        int[] indices = [rankings.Add([0, 1, 2]), rankings.Add([1, 0, 3]), rankings.Add([2, 1, 0])];
        // The first two agree on the set of two, the first and the last on that of three.
        PairedPrediction[] pairs = [Pair(0, 1), Pair(0, 2), Pair(1, 2), Pair(1, 1)];
        int[] Asked(string condition)
        {
            var items = new ListedItems([.. pairs.Select(pair => (pair, 0))]);
            Gate.Decide([Parse.Score(condition, task: task)], Mode.FpFree, Decide.Levels(1e-9, 1e-9), 5, items, items, new LabelAllowance(new bool[pairs.Length], null));
            return [.. items.Asked];
        }

        Assert.That(Asked("topk(n, 2) - topk(o, 2) > 0 +/- 0.1"), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Asked("topk(n, 3) - topk(o, 3) > 0 +/- 0.1"), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(Asked("topk(n, 3) > 0.5 +/- 0.1"), Is.EqualTo(new[] { 0, 1, 2, 3 }));

        PairedPrediction Pair(int candidate, int baseline) => new(0, 0, 0, 0, indices[candidate], indices[baseline]);
    }

    // One class in the set is the answer itself.
    [Test]
    public void Decide_TopOne_DecidesAsAccuracyDoes()
    {
        var table = new Table(4, 1, 11);
        var items = Enumerable.Range(0, 3000).Select(_ => table.Draw()).ToArray();
        var plain = items.Select(item => (item.Prediction with
        {
            Candidate = table.Task.Rankings![item.Prediction.CandidateRanking][0], Baseline = table.Task.Rankings[item.Prediction.BaselineRanking][0],
        }, item.Label)).ToArray();
        foreach (var (topK, accuracy) in new[] { ("topk(n, 1) - topk(o, 1) > 0 +/- 0.05", "n - o > 0 +/- 0.05"), ("topk(n, 1) > 0.4 +/- 0.05", "n > 0.4 +/- 0.05") })
        {
            var (one, other) = (Run(topK, items), Run(accuracy, plain));
            Assert.That(one.GetType(), Is.EqualTo(other.GetType()));
            Assert.That(one.Evidence.LabelledPositions, Is.EqualTo(other.Evidence.LabelledPositions));
            Assert.That(one.Evidence.Clauses[0].AcceptLogValue, Is.EqualTo(other.Evidence.Clauses[0].AcceptLogValue));
        }

        Decision Run(string condition, (PairedPrediction, int)[] of)
        {
            var listed = new ListedItems(of);
            return Gate.Decide(
                [Parse.Score(condition, task: table.Task)], Mode.FpFree, Decide.Levels(0.01, 0.01), 4, listed, listed, new LabelAllowance(new bool[of.Length], null));
        }
    }

    [Test]
    public void Resolve_WhatCannotBeRanked_IsRefused()
    {
        var score = ClauseScore.Compile(Parse.Clause("topk(n, 3) > 0.5 +/- 0.1"), Mode.FpFree, out _);
        Assert.That(() => score.Resolve(new PredictionTask(new ClassList(["a", "b", "c"]), null, new RankingTable(3)), []), Throws.TypeOf<ModelCIException>().With.Message.StartsWith("MCI1009"));
        Assert.That(() => score.Resolve(new PredictionTask(Parse.Classes), []), Throws.ArgumentException);
        Assert.That(() => score.Resolve(new PredictionTask(Parse.Classes, null, new RankingTable(2)), []), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => score.OutcomeOf(new PairedPrediction(0, 0), 0), Throws.InvalidOperationException);
    }

    [TestCase("n > 0.5 +/- 0.1", null)]
    [TestCase("topk(n, 3) > 0.5 +/- 0.1 /\\ topk(n, 5)[women] - topk(o, 5)[women] > 0 +/- 0.1", 5)]
    public void RankingDepth_OfACondition_IsTheGreatestK(string condition, int? depth) => Assert.That(Parse.Condition(condition).RankingDepth, Is.EqualTo(depth));

    /// <summary>Items with random rankings, half of them equal for both models, in random slices.</summary>
    private sealed class Table(int classes, int depth, int seed)
    {
        private readonly Random _random = new(seed);

        public PredictionTask Task { get; } =
            new(new ClassList([.. Enumerable.Range(0, classes).Select(index => $"{index}")]), null, new RankingTable(depth));

        public (PairedPrediction Prediction, int Label) Draw()
        {
            var candidate = Ranking();
            var baseline = _random.Next(4) == 0 ? candidate : Ranking();
            return (new PairedPrediction(0, 0, (ulong)_random.Next(4), 0, candidate, baseline), _random.Next(classes));
        }

        private int Ranking()
        {
            int[] all = [.. Enumerable.Range(0, classes)];
            _random.Shuffle(all);
            return Task.Rankings!.Add(all.AsSpan(0, depth));
        }
    }
}
