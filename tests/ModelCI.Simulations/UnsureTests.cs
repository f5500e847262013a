using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>
/// About a tenth of the items cannot be labelled, and these are just the items that speak against the verdict: what is left looks better than it is.
/// The promises must hold at the boundary of the null all the same.
/// </summary>
internal sealed class UnsureTests
{
    private const double Delta = 0.05;
    private const double UnsureShare = 0.1;

    private static readonly (string Condition, int Items, DecisionMethod Method)[] Questions =
    [
        ("n > 0.8 +/- 0.05", 2_000, DecisionMethod.Sequential),
        ("n - o > 0 +/- 0.02", 6_000, DecisionMethod.Sequential),
        ("n - o > 0.02 +/- 0.02", 6_000, DecisionMethod.Sequential),
        ("recall(n, 1) > 0.7 +/- 0.05", 6_000, DecisionMethod.Sequential),
        ("precision(n, 1) > 0.7 +/- 0.05", 6_000, DecisionMethod.Sequential),
        ("f1(n, 1) > 0.7 +/- 0.05", 6_000, DecisionMethod.Sequential),
        ("n > 0.8 +/- 0.05", 2_000, DecisionMethod.Exact),
        ("recall(n, 1) > 0.7 +/- 0.1", 6_000, DecisionMethod.Hoeffding),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from question in Questions
        from mode in Enum.GetValues<Mode>()
        select new TestCaseData(question.Condition, question.Items, question.Method, mode);

    [TestCaseSource(nameof(Cases))]
    public void Decide_ATenthUnsureWhereItHurts_ErrsWithProbabilityAtMostDelta(string condition, int items, DecisionMethod method, Mode mode)
    {
        foreach (var seed in Effort.Seeds)
        {
            var (errors, share, runs) = Run(condition, items, method, mode, seed, skips: false);
            Rates.AssertAtMost(Delta, errors, runs, FormattableString.Invariant($"{mode} {method} {condition}, {100 * share:0.0} % unsure, seed {seed}"));
            Assert.That(share, Is.InRange(UnsureShare / 2, 1.2 * UnsureShare));
        }
    }

    // What not to do: an item that nobody can label is left out of the test set.
    [TestCase("n > 0.8 +/- 0.05", 2_000, DecisionMethod.Sequential)]
    [TestCase("n - o > 0 +/- 0.02", 6_000, DecisionMethod.Sequential)]
    [TestCase("n > 0.8 +/- 0.05", 2_000, DecisionMethod.Exact)]
    public void Decide_UnsureItemsLeftOut_IsFound(string condition, int items, DecisionMethod method)
    {
        var (errors, _, runs) = Run(condition, items, method, Mode.FpFree, 1, skips: true);
        Rates.AssertAbove(Delta, errors, runs, $"{method} {condition}, unsure items left out");
    }

    private static (int Errors, double Share, int Runs) Run(string condition, int items, DecisionMethod method, Mode mode, ulong seed, bool skips)
    {
        var levels = Decide.Levels(Delta, Delta);
        var clauses = FixedSampling.Size(Parse.Scores(condition, mode, method), mode, levels.Alpha);
        // Of a tenth of the items only half could hurt a difference.
        var assumptions = new PopulationAssumptions(new PredictionTask(new ClassList(Parse.Classes.Names)), Parse.Slices, Disagreement: 0.2, null);
        var population = Split(Scenario.At(clauses, Scenario.Margin(clauses, mode, 0), assumptions)!.Population);
        var hard = Hard(clauses[0], mode, population);
        var runs = Effort.Replicates(1_000, 20_000);
        var (errors, share) = (0, population.Mean(kind => hard.Contains(kind) ? 1 : 0));
        Parallel.For(0, runs, replicate =>
        {
            var pool = new HardItems(new SimulatedItems(population, items, seed, (ulong)replicate), hard, skips);
            var decision = Gate.Decide(clauses, mode, levels, population.Classes, pool, pool, new LabelAllowance(new bool[pool.Count], null));
            if (mode == Mode.FpFree ? decision is Decision.Passed : decision is Decision.Failed) Interlocked.Increment(ref errors);
        });
        return (errors, share, runs);
    }

    /// <summary>Every kind in four, by two slices that no condition speaks of: so fine that a tenth of all items can be told apart.</summary>
    private static Population Split(Population population) => new(
        from kind in population.Kinds
        from member in new (ulong Bits, double Share)[] { (0, 0.49), (1, 0.21), (2, 0.21), (3, 0.09) }
        select kind with { Prediction = kind.Prediction with { Slices = member.Bits }, Share = kind.Share * member.Share }, population.Classes);

    /// <summary>Kinds of items that speak against the verdict whose error alpha bounds, up to a tenth of all items.</summary>
    private static HashSet<ItemKind> Hard(ClauseScore clause, Mode mode, Population population)
    {
        var (hard, share) = (new HashSet<ItemKind>(), 0.0);
        foreach (var kind in population.Kinds.Where(kind => Against(kind) > 0).OrderByDescending(Against).ThenBy(kind => kind.Share))
        {
            if (share + kind.Share > 1.2 * UnsureShare) continue;
            hard.Add(kind);
            share += kind.Share;
        }
        return hard;

        double Against(ItemKind kind)
        {
            var outcome = clause.OutcomeOf(kind.Prediction, kind.Label);
            if (outcome == ClauseScore.Inactive || clause.Free(population.Classes).Of(kind.Prediction) != FreeOutcomes.NeedsLabel) return 0;
            return (mode == Mode.FpFree ? 1 : -1) * (clause.ToScore(clause.Threshold) - clause.DistinctValues[outcome]);
        }
    }

    /// <summary>Drawn items, of which those of some kinds cannot be labelled.</summary>
    private sealed class HardItems : IPairedPredictions, ILabelSource
    {
        private readonly ItemKind[] _items;
        private readonly HashSet<ItemKind> _hard;

        public HardItems(SimulatedItems items, HashSet<ItemKind> hard, bool skips)
        {
            _hard = hard;
            _items = [.. Enumerable.Range(0, items.Count).Select(items.At).Where(item => !skips || !hard.Contains(item))];
        }

        public int Count => _items.Length;

        public bool IsWhole => true;

        PairedPrediction IPairedPredictions.Read(int position) => _items[position].Prediction;

        int ILabelSource.Read(int position) => _hard.Contains(_items[position]) ? LabelBook.Unsure : _items[position].Label;
    }
}
