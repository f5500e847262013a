using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>
/// Items that nobody can label: each process takes the worst of what they can be, so that it stays a supermartingale under its null whatever
/// their true labels are.
/// </summary>
internal sealed class UnsureTests
{
    private const int Depth = 8;
    private const int Classes = 3;
    private const double Rounding = 1e-12;
    // No process of eight items gets near such a threshold, so that none stops.
    private const double Never = 1e-250;

    private static readonly Kind[] Cells = [new(0, 0, 1, 0), new(0, 1, 0, 0), new(0, 0, 0, 0)];
    private static readonly Kind[] Ties = [new(0, 0, 1, 0), new(0, 1, 0, 0), new(0, 1, 2, 0)];
    private static readonly Kind[] Found = [new(0, 1, 0, 1), new(0, 0, 0, 1), new(0, 1, 0, 0)];

    private static IEnumerable<TestCaseData> Trees() =>
        from tree in new (string Condition, Kind[] Kinds)[]
        {
            ("n > 0.7 +/- 0.05", [Cells[0], Cells[1]]),
            ("n - o > 0.05 +/- 0.02", Cells),
            ("n - o > 0.05 +/- 0.02", Ties),
            ("2 * n - o + d > 0.5 +/- 0.1", Ties),
            ("recall(n, 1) > 0.6 +/- 0.1", Found),
            ("recall(n, 1) - recall(o, 1) > -0.1 +/- 0.05", [new(0, 1, 0, 1), new(0, 0, 1, 1), new(0, 1, 1, 1)]),
            ("precision(n, 1) > 0.6 +/- 0.1", Found),
            ("f1(n, 1) > 0.6 +/- 0.1", Found),
        }
        from mode in Enum.GetValues<Mode>()
        select new TestCaseData(tree.Condition, tree.Kinds, mode);

    // Every node of the tree of all sequences of kinds to depth 8, with the answer "unsure" at each place in turn; by Ville and by linearity the
    // expected next wealth under the extreme points of the null is all that counts.
    [TestCaseSource(nameof(Trees))]
    public void Decide_UnsureAtEachPlace_ExpectedWealthNeverGrows(string condition, Kind[] kinds, Mode mode)
    {
        var clause = Parse.Score(condition, mode);
        var nulls = ClauseNulls.Of(clause, 1, mode, Decide.Levels(Never, Never));
        var accepting = NullVertices.Of([.. kinds.Select(kind => Score(kind) is { } score ? score - nulls.Accept : 0)]);
        var refusing = NullVertices.Of([.. kinds.Select(kind => Score(kind) is { } score ? nulls.Refuse - score : 0)]);
        for (var place = 0; place < Depth; place++)
        {
            var before = new Wealth[] { new(0, 0) };
            for (var level = 1; level <= Depth; level++)
            {
                var after = Enumerable.Range(0, Power(kinds.Length, level)).Select(node => WealthOf(clause, mode, Path(kinds, node, level), place)).ToArray();
                AssertNeverGrows(before, after, accepting, wealth => wealth.Accept, $"accepting, unsure at {place}, level {level}");
                AssertNeverGrows(before, after, refusing, wealth => wealth.Refuse, $"refusing, unsure at {place}, level {level}");
                before = after;
            }
        }

        double? Score(Kind kind) => clause.OutcomeOf(kind.Prediction, kind.Label) is >= 0 and var outcome ? clause.DistinctValues[outcome] : null;
    }

    // The one proved exception: with c = 0 bets use the disagreements of the whole pool. Given these, a label is a fair coin under the null.
    [TestCase(Mode.FpFree)]
    [TestCase(Mode.FnFree)]
    public void Decide_UnsureAndTheWholePoolsDisagreements_ExpectedWealthIsAtMostOne(Mode mode)
    {
        var clause = Parse.Score("n - o > 0 +/- 0.01", mode);
        for (var flags = 1; flags < 1 << Depth; flags++)
        {
            var differing = Enumerable.Range(0, Depth).Where(position => (flags >> position & 1) == 1).ToArray();
            foreach (var place in differing)
            {
                var sum = 0.0;
                for (var labels = 0; labels < 1 << differing.Length; labels++)
                {
                    var items = Enumerable.Repeat(Cells[2], Depth).ToArray();
                    for (var index = 0; index < differing.Length; index++) items[differing[index]] = Cells[labels >> index & 1];
                    var wealth = WealthOf(clause, mode, items, place, isWhole: true);
                    sum += Math.Exp(mode == Mode.FpFree ? wealth.Accept : wealth.Refuse);
                }
                Assert.That(sum / (1 << differing.Length), Is.LessThanOrEqualTo(1 + Rounding), $"flags {flags}, unsure at {place}");
            }
        }
    }

    // After any beginning: no label would have given either process less.
    [TestCaseSource(nameof(Trees))]
    public void Decide_UnsureAfterAnyBeginning_IsTheWorstOfAllLabels(string condition, Kind[] kinds, Mode mode)
    {
        var clause = Parse.Score(condition, mode);
        var isStrict = false;
        for (ulong seed = 0; seed < 300; seed++)
        {
            var items = KindItems.Drawn(1 + (int)(seed % 40), seed, [.. kinds.Select(kind => kind with { Share = 1.0 / kinds.Length })]).Items.ToArray();
            var unsure = WealthOf(clause, mode, items, items.Length - 1);
            var labelled = Enumerable.Range(0, Classes).Select(label => WealthOf(clause, mode, [.. items[..^1], items[^1] with { Label = label }], -1)).ToArray();
            Assert.That(unsure.Accept, Is.EqualTo(labelled.Min(wealth => wealth.Accept)).Within(Rounding));
            Assert.That(unsure.Refuse, Is.EqualTo(labelled.Min(wealth => wealth.Refuse)).Within(Rounding));
            isStrict |= unsure.Accept < labelled.Max(wealth => wealth.Accept) && unsure.Refuse < labelled.Max(wealth => wealth.Refuse);
        }
        Assert.That(isStrict, Is.True, "the label never mattered: the test shows nothing");
    }

    // Where bets do not adapt and the other side cannot end the run first, that carries over to the verdict, whatever is in the place of "unsure".
    [TestCase("n > 0.7 +/- 0.05", DecisionMethod.Sequential)]
    [TestCase("recall(n, 1) > 0.6 +/- 0.05", DecisionMethod.Sequential)]
    [TestCase("precision(n, 1) > 0.6 +/- 0.05", DecisionMethod.Sequential)]
    [TestCase("f1(n, 1) < 0.7 +/- 0.05", DecisionMethod.Sequential)]
    [TestCase("n > 0.7 +/- 0.1", DecisionMethod.Exact)]
    [TestCase("n - o > 0 +/- 0.3", DecisionMethod.Hoeffding)]
    [TestCase("recall(n, 1) > 0.6 +/- 0.2", DecisionMethod.Hoeffding)]
    [TestCase("f1(n, 1) > 0.4 +/- 0.2", DecisionMethod.Hoeffding)]
    public void Decide_UnsureReplacedByAnyClass_TheProtectedVerdictStays(string condition, DecisionMethod method)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            var (kept, changed) = (0, 0);
            for (ulong seed = 0; seed < 300; seed++)
            {
                var random = new Random((int)seed);
                var good = random.NextDouble();
                Kind[] kinds = [new(good * 0.6, 1, 0, 1), new(good * 0.4, 0, 1, 0), new((1 - good) * 0.5, 0, 1, 1), new((1 - good) * 0.5, 1, 1, 0)];
                var items = KindItems.Drawn(600, seed, kinds).Items.ToArray();
                var unsure = Enumerable.Range(0, items.Length).Where(_ => random.Next(8) == 0).ToArray();
                var decision = Run(new KindItems(items).Unsure(unsure));
                if (mode == Mode.FpFree ? decision is not Decision.Passed : decision is not Decision.Failed) continue;
                foreach (var position in unsure) items[position] = items[position] with { Label = random.Next(Classes) };
                var answered = Run(new KindItems(items));
                Assert.That(answered, Is.TypeOf(decision.GetType()), $"{mode}, seed {seed}");
                kept++;
                if (answered.Evidence.ItemsRead < decision.Evidence.ItemsRead) changed++;
            }
            Assert.That(kept, Is.GreaterThan(5));
            if (method == DecisionMethod.Sequential) Assert.That(changed, Is.Positive, "answers never helped: the test shows little");

            Decision Run(KindItems items)
            {
                var levels = Decide.Levels(0.01, Never);
                var clauses = FixedSampling.Size(Parse.Scores(condition, mode, method), mode, levels.Alpha);
                return Gate.Decide(clauses, mode, levels, Classes, items, items, new LabelAllowance(new bool[items.Count], null));
            }
        }
    }

    [Test]
    public void Decide_Unsure_IsReadPaidAndCountedApart()
    {
        var items = new KindItems([.. Cells, .. Cells]).Unsure(0, 1);
        var evidence = Decide.Of("n - o > 0 +/- 0.01 /\\ n > 0.7 +/- 0.1 /\\ d < 0.9 +/- 0.05", items, Never, Mode.FnFree, Never).Evidence;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.LabelledPositions, Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5 }));
            Assert.That(evidence.NewLabels, Is.EqualTo(6));
            Assert.That(evidence.Clauses.Select(clause => clause.Unsure), Is.EqualTo(new long[] { 2, 2, 0 }));
            // The items on which the models agree are free for n - o and counted.
            Assert.That(evidence.Clauses[0].Counts, Is.EqualTo(new long[] { 1, 2, 1 }));
            Assert.That(evidence.Clauses[1].Counts, Is.EqualTo(new long[] { 1, 3 }));
        }
    }

    [Test]
    public void Decide_UnsureThatIsFreeForAClause_IsNoneToIt()
    {
        // Item 0 is outside the slice, item 1 inside.
        var items = new KindItems(new Kind(0, 1, 0, 1), new Kind(0, 1, 0, 1, 1), new Kind(0, 1, 0, 1, 1)).Unsure(0, 1);
        var evidence = Decide.Of("n > 0.7 +/- 0.1 /\\ n[women] > 0.7 +/- 0.1", items, Never).Evidence;
        Assert.That(evidence.Clauses.Select(clause => (clause.Unsure, clause.Items)), Is.EqualTo(new[] { (2L, 1L), (1L, 1L) }));
    }

    private static void AssertNeverGrows(Wealth[] before, Wealth[] after, List<double[]> vertices, Func<Wealth, double> log, string what)
    {
        var kinds = after.Length / before.Length;
        var largest = 0.0;
        foreach (var probabilities in vertices)
        {
            for (var node = 0; node < before.Length; node++)
            {
                var growth = 0.0;
                for (var kind = 0; kind < kinds; kind++) growth += probabilities[kind] * Math.Exp(log(after[(node * kinds) + kind]) - log(before[node]));
                largest = Math.Max(largest, growth);
            }
        }
        Assert.That(largest, Is.LessThanOrEqualTo(1 + Rounding), what);
    }

    private static Wealth WealthOf(ClauseScore clause, Mode mode, Kind[] path, int place, bool isWhole = false)
    {
        var items = new KindItems(path) { IsWhole = isWhole }.Unsure(place);
        var evidence = Gate.Decide([clause], mode, Decide.Levels(Never, Never), Classes, items, items, new LabelAllowance(new bool[path.Length], null)).Evidence;
        return new Wealth(evidence.Clauses[0].AcceptLogValue!.Value, evidence.Clauses[0].RefuseLogValue!.Value);
    }

    private static Kind[] Path(Kind[] kinds, int node, int level) =>
        [.. Enumerable.Range(0, level).Select(step => kinds[node / Power(kinds.Length, level - 1 - step) % kinds.Length])];

    private static int Power(int of, int exponent) => Enumerable.Repeat(of, exponent).Aggregate(1, (product, factor) => product * factor);

    private readonly record struct Wealth(double Accept, double Refuse);
}
