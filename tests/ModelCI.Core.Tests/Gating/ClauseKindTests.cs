using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>Every kind of clause against the definition of its metric, by counting over small tables.</summary>
internal sealed class ClauseKindTests
{
    private const int Classes = 4;

    private static readonly (string Left, Func<IReadOnlyList<Kind>, double> Metric)[] Forms =
    [
        ("n", items => Share(items, item => item.Candidate == item.Label)),
        ("o", items => Share(items, item => item.Baseline == item.Label)),
        ("d", items => Share(items, item => item.Candidate != item.Baseline)),
        ("2 * n - 0.5 * o + d", items => (2 * Share(items, item => item.Candidate == item.Label))
            - (0.5 * Share(items, item => item.Baseline == item.Label)) + Share(items, item => item.Candidate != item.Baseline)),
        ("n[women] - o[women]", items => Share(Women(items), item => item.Candidate == item.Label) - Share(Women(items), item => item.Baseline == item.Label)),
        ("d[women]", items => Share(Women(items), item => item.Candidate != item.Baseline)),
        ("recall(n, 1)", items => Recall(items, item => item.Candidate)),
        ("-2 * recall(o, 1)", items => -2 * Recall(items, item => item.Baseline)),
        ("recall(n, 1) - recall(o, 1)", items => Recall(items, item => item.Candidate) - Recall(items, item => item.Baseline)),
        ("recall(n, 1)[women] - 3 * recall(o, 1)[women]", items => Recall(Women(items), item => item.Candidate) - (3 * Recall(Women(items), item => item.Baseline))),
        ("precision(n, 1)", items => Precision(items, item => item.Candidate)),
        ("3 * precision(o, 1)[women]", items => 3 * Precision(Women(items), item => item.Baseline)),
        ("f1(n, 1)", items => F1(items, item => item.Candidate)),
        ("-2 * f1(o, 1)[women]", items => -2 * F1(Women(items), item => item.Baseline)),
        ("f1(n, 1) + recall(n, 2) - recall(n, 2)", items => F1(items, item => item.Candidate)),
    ];

    [Test]
    public void MeanScoreOfActiveItems_RandomTables_IsTheMetric([ValueSource(nameof(Lefts))] string left, [Values('>', '<')] char comparator)
    {
        var metric = Forms.Single(form => form.Left == left).Metric;
        var score = Parse.Score($"{left} {comparator} {(comparator == '<' ? "10" : "-10")} +/- 0.01");
        for (ulong seed = 0; seed < 60; seed++)
        {
            var items = RandomTable(40, seed);
            var values = items.Select(item => score.OutcomeOf(item.Prediction, item.Label)).Where(index => index != ClauseScore.Inactive)
                .Select(index => score.DistinctValues[index]).ToArray();
            var turned = (comparator == '<' ? -1 : 1) * metric(items);
            Assert.That(score.ToMetric(values.Average()), Is.EqualTo(turned).Within(1e-12));
            Assert.That(turned, Is.InRange(score.Infimum, score.Supremum));
            Assert.That(score.ToScore(turned), Is.EqualTo(values.Average()).Within(1e-12));
        }
    }

    [Test]
    public void Free_EveryPairSliceAndClass_IsWhatAllLabelsAgreeOn([ValueSource(nameof(Lefts))] string left, [Values(2, 3, 4, 5)] int classes, [Values('0', '1')] char of)
    {
        // Class 1 is renamed so that the clause's class is the first one as well as a later one.
        var score = Parse.Score($"{left.Replace(", 1)", $", {of})", StringComparison.Ordinal)} > -10 +/- 0.01");
        var free = score.Free(classes);
        foreach (var (candidate, baseline, slices) in from candidate in Enumerable.Range(0, classes)
                                                      from baseline in Enumerable.Range(0, classes)
                                                      from slices in new ulong[] { 0, 1, 2, 3 }
                                                      select (candidate, baseline, slices))
        {
            var prediction = new PairedPrediction(candidate, baseline, slices);
            var outcomes = Enumerable.Range(0, classes).Select(label => score.OutcomeOf(prediction, label)).Distinct().ToArray();
            Assert.That(free.Of(prediction), Is.EqualTo(outcomes.Length == 1 ? outcomes[0] : FreeOutcomes.NeedsLabel), $"{prediction}");
        }
    }

    // Labels asked for out of all 64 kinds of items of 4 classes (4 x 4 predictions and 4 labels), 128 with half of them in the slice.
    [TestCase("precision(n, 1) > 0.5 +/- 0.1", 32)]
    [TestCase("recall(n, 1) > 0.5 +/- 0.1", 128)]
    [TestCase("recall(n, 1) - recall(o, 1) > 0 +/- 0.1", 128)]
    [TestCase("f1(n, 1) > 0.5 +/- 0.1", 128)]
    [TestCase("n[women] > 0.5 +/- 0.1", 64)]
    [TestCase("n[women] - o[women] > 0.5 +/- 0.1", 48)]
    [TestCase("precision(o, 1)[women] > 0.5 +/- 0.1", 16)]
    [TestCase("d[women] < 0.5 +/- 0.1", 0)]
    public void Decide_AllKindsOfItems_AsksOnlyWhereTheLabelMatters(string clause, int labels)
    {
        var items = new KindItems(
        [
            .. from candidate in Enumerable.Range(0, Classes)
               from baseline in Enumerable.Range(0, Classes)
               from label in Enumerable.Range(0, Classes)
               from slices in new ulong[] { 2, 3 }
               select new Kind(0, candidate, baseline, label, slices),
        ]);
        var decision = Decide.Of(clause, items, 1e-300, classes: Classes);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Asked, Has.Count.EqualTo(labels));
            Assert.That(decision.Evidence.ItemsRead, Is.EqualTo(128));
        }
    }

    [TestCase("recall(n, 1) > 0.5 +/- 0.1")]
    [TestCase("precision(n, 1)[women] > 0.5 +/- 0.1")]
    [TestCase("f1(n, 1) > 0.4 +/- 0.1")]
    [TestCase("recall(n, 1) - recall(o, 1) > 0 +/- 0.1")]
    [TestCase("n[women] - o[women] > 0 +/- 0.1")]
    public void Decide_InactiveItems_AreNotConsumed(string clause)
    {
        var score = Parse.Score(clause);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var all = RandomTable(300, seed);
            Kind[] active = [.. all.Where(item => score.OutcomeOf(item.Prediction, item.Label) != ClauseScore.Inactive)];
            var (with, without) = (Decide.Of(clause, new KindItems(all), 0.05, classes: Classes), Decide.Of(clause, new KindItems(active), 0.05, classes: Classes));
            var (one, other) = (with.Evidence.Clauses[0], without.Evidence.Clauses[0]);
            Assert.That(without.GetType(), Is.EqualTo(with.GetType()));
            Assert.That((other.Items, other.AcceptLogValue, other.RefuseLogValue), Is.EqualTo((one.Items, one.AcceptLogValue, one.RefuseLogValue)));
            Assert.That(other.Counts, Is.EqualTo(one.Counts));
        }
    }

    // c' = c/(2 - c), and (c + 2 eps)' = (c + 2 eps)/(2 - c - 2 eps).
    [TestCase("f1(n, 1) > 0.8 +/- 0.05", Mode.FpFree, 0.8 / 1.2, 0.9 / 1.1)]
    [TestCase("f1(n, 1) > 0.8 +/- 0.05", Mode.FnFree, 0.7 / 1.3, 0.8 / 1.2)]
    [TestCase("f1(n, 1) < 0.8 +/- 0.05", Mode.FpFree, -0.8 / 1.2, -0.7 / 1.3)]
    [TestCase("3 * f1(n, 1) > 2.4 +/- 0.15", Mode.FpFree, 3 * 0.8 / 1.2, 3 * 0.9 / 1.1)]
    public void ToScore_OfF1_TranslatesBothNulls(string clause, Mode mode, double low, double high)
    {
        var score = Parse.Score(clause, mode);
        var (from, to) = mode == Mode.FpFree ? (0, 2) : (-2, 0);
        Assert.That(score.ToScore(score.Threshold + (from * score.Epsilon)), Is.EqualTo(low).Within(1e-12));
        Assert.That(score.ToScore(score.Threshold + (to * score.Epsilon)), Is.EqualTo(high).Within(1e-12));
    }

    [TestCase("recall(n, 1) < 0.5 +/- 0.05", "-2 * recall(n, 1) > -1 +/- 0.1")]
    [TestCase("precision(o, 1) > 0.3 +/- 0.05", "-4 * precision(o, 1) < -1.2 +/- 0.2")]
    [TestCase("f1(n, 1) < 0.4 +/- 0.05", "-2 * f1(n, 1) > -0.8 +/- 0.1")]
    [TestCase("recall(n, 1) - recall(o, 1) > 0.1 +/- 0.05", "2 * recall(o, 1) - 2 * recall(n, 1) < -0.2 +/- 0.1")]
    public void Decide_NegativeCoefficient_TurnsTheComparisonAndScales(string clause, string scaled)
    {
        foreach (var mode in new[] { Mode.FpFree, Mode.FnFree })
        {
            for (ulong seed = 0; seed < 20; seed++)
            {
                var items = RandomTable(400, seed);
                var (a, b) = (Decide.Of(clause, new KindItems(items), 0.05, mode, classes: Classes), Decide.Of(scaled, new KindItems(items), 0.05, mode, classes: Classes));
                Assert.That(b.GetType(), Is.EqualTo(a.GetType()));
                Assert.That(b.Evidence.LabelledPositions, Is.EqualTo(a.Evidence.LabelledPositions));
                Assert.That(b.Evidence.Clauses[0].AcceptLogValue, Is.EqualTo(a.Evidence.Clauses[0].AcceptLogValue).Within(1e-9));
                Assert.That(b.Evidence.Clauses[0].RefuseLogValue, Is.EqualTo(a.Evidence.Clauses[0].RefuseLogValue).Within(1e-9));
            }
        }
    }

    [TestCase("recall(n, 1) > 0.3 +/- 0.1", "recall(n, 1) < 0.3 +/- 0.1")]
    [TestCase("f1(n, 1) > 0.35 +/- 0.1", "f1(n, 1) < 0.35 +/- 0.1")]
    [TestCase("recall(n, 1) - recall(o, 1) > 0 +/- 0.1", "recall(o, 1) - recall(n, 1) > 0 +/- 0.1")]
    [TestCase("n[women] > 0.3 +/- 0.1", "n[women] < 0.3 +/- 0.1")]
    public void Decide_FnFreeOnTheOppositeClause_MirrorsFpFree(string clause, string opposite)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var items = RandomTable(600, seed);
            var fpFree = Decide.Of(clause, new KindItems(items), 0.02, Mode.FpFree, beta: 0.05, classes: Classes).Evidence;
            var fnFree = Decide.Of(opposite, new KindItems(items), 0.02, Mode.FnFree, beta: 0.05, classes: Classes).Evidence;
            Assert.That((int)fnFree.Clauses[0].Outcome, Is.EqualTo((3 - (int)fpFree.Clauses[0].Outcome) % 3));
            Assert.That(fnFree.LabelledPositions, Is.EqualTo(fpFree.LabelledPositions));
            Assert.That(fnFree.Clauses[0].RefuseLogValue, Is.EqualTo(fpFree.Clauses[0].AcceptLogValue).Within(1e-9));
            Assert.That(fnFree.Clauses[0].AcceptLogValue, Is.EqualTo(fpFree.Clauses[0].RefuseLogValue).Within(1e-9));
        }
    }

    [Test]
    public void OutcomeOf_Unresolved_IsABug()
    {
        foreach (var clause in new[] { "recall(n, 1) > 0.5 +/- 0.1", "n[women] > 0.5 +/- 0.1" })
        {
            var score = ClauseScore.Compile(Parse.Clause(clause), Mode.FpFree, out _);
            Assert.That(score.IsUnresolved, Is.True);
            Assert.That(() => score.OutcomeOf(new PairedPrediction(0, 0), 0), Throws.InvalidOperationException);
        }
    }

    private static IEnumerable<string> Lefts => Forms.Select(form => form.Left);

    private static Kind[] RandomTable(int count, ulong seed)
    {
        // Class 1 is common and often right, so that no denominator is empty.
        int Draw(int position, int part) => (int)(RandomItems.Uniform(seed, (position * 4) + part) * (Classes + 2)) switch
        {
            var index when index < Classes => index,
            _ => 1,
        };
        return [.. Enumerable.Range(0, count).Select(position => new Kind(0, Draw(position, 0), Draw(position, 1), Draw(position, 2), (ulong)Draw(position, 3) & 3))];
    }

    private static IReadOnlyList<Kind> Women(IReadOnlyList<Kind> items) => [.. items.Where(item => (item.Slices & 1) == 1)];

    private static double Share(IReadOnlyList<Kind> items, Func<Kind, bool> what) => (double)items.Count(what) / items.Count;

    private static double Recall(IReadOnlyList<Kind> items, Func<Kind, int> answer) => Share([.. items.Where(item => item.Label == 1)], item => answer(item) == 1);

    private static double Precision(IReadOnlyList<Kind> items, Func<Kind, int> answer) => Share([.. items.Where(item => answer(item) == 1)], item => item.Label == 1);

    private static double F1(IReadOnlyList<Kind> items, Func<Kind, int> answer)
    {
        var (precision, recall) = (Precision(items, answer), Recall(items, answer));
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
