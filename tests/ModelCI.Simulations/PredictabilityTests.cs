using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>
/// Nothing that comes later may be felt now: bets that know the pool keep their level in most simulations and are no martingale all the same.
/// </summary>
internal sealed class PredictabilityTests
{
    private const int Shared = 400;
    private static readonly Population Before = Population.OfCells(3, 0.7, 0.15, 0.08, 0.05, 0.02);
    private static readonly Population After = Population.OfCells(3, 0.2, 0.2, 0.2, 0.3, 0.1);

    [TestCase("n - o > 0 +/- 0.01")]
    [TestCase("n > 0.78 +/- 0.01")]
    [TestCase("2 * n - o + d > 0.9 +/- 0.01")]
    [TestCase("recall(n, 0) - recall(o, 0) > 0 +/- 0.01 /\\ n - o > 0.01 +/- 0.01")]
    public void Decide_ItemsBehindTheLastOneReadAreOthers_SameEvidenceBitForBit(string condition)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            for (ulong replicate = 0; replicate < 20; replicate++)
            {
                AssertSame(Decision(condition, mode, new Spliced(replicate, Before), labels: 30), Decision(condition, mode, new Spliced(replicate, After), labels: 30));
                // Who has predicted the whole pool may use its predictions (n - o > 0 does), and never a label that was not read.
                AssertSame(Decision(condition, mode, new Spliced(replicate, null), labels: 30), Decision(condition, mode, new Spliced(replicate, null, 1), labels: 30));
            }
        }
    }

    // Predicted in whole, and yet: only against 0, and only where free items score 0, may a bet know how many items of the pool cost a label.
    [TestCase("n - o > 0.01 +/- 0.02", false)]
    [TestCase("n - o > -0.02 +/- 0.02", false)]
    [TestCase("n > 0.78 +/- 0.01", false)]
    [TestCase("2 * n - o + d > 0.9 +/- 0.01", false)]
    [TestCase("recall(n, 0) - recall(o, 0) > 0 +/- 0.01", false)]
    [TestCase("n - o > 0 +/- 0.01", true)]
    public void Decide_WholePool_PredictionsBehindTheLastItemReadAreUsedOnlyWhereProved(string condition, bool isProved)
    {
        var differing = 0;
        for (ulong replicate = 0; replicate < 20; replicate++)
        {
            var first = Decision(condition, Mode.FpFree, new Spliced(replicate, Before, isWhole: true), labels: 30);
            var other = Decision(condition, Mode.FpFree, new Spliced(replicate, After, isWhole: true), labels: 30);
            if (!isProved) AssertSame(first, other);
            else if (first.Evidence.Clauses[0].AcceptLogValue != other.Evidence.Clauses[0].AcceptLogValue) differing++;
        }
        Assert.That(differing, isProved ? Is.GreaterThan(10) : Is.Zero, "the test must be able to see a bet that knows the pool");
    }

    private static void AssertSame(Decision first, Decision other)
    {
        Assert.That(first.Evidence.ItemsRead, Is.LessThan(Shared), "the gate stopped within the shared items");
        Assert.That(other.Evidence.Clauses.Select(clause => (clause.AcceptLogValue, clause.RefuseLogValue)),
            Is.EqualTo(first.Evidence.Clauses.Select(clause => (clause.AcceptLogValue, clause.RefuseLogValue))));
        Assert.That(other.Evidence.LabelledPositions, Is.EqualTo(first.Evidence.LabelledPositions));
    }

    // Wealth of two-valued scores is a function of the counts: on their lattice the expected wealth never grows, at no node.
    [TestCase(0.5, 0.1)]
    [TestCase(0.8, 0.05)]
    [TestCase(0.8, 0)]
    [TestCase(0.98, 0.01)]
    public void LogValue_OnTheLatticeOfCounts_IsASupermartingale(double c, double zone)
    {
        const int Depth = 30;
        var wealth = Enumerable.Range(0, Depth + 1).Select(successes => Enumerable.Range(0, Depth + 1 - successes)
            .Select(failures => Math.Exp(LogWealth(c, zone, successes, failures))).ToArray()).ToArray();
        for (var successes = 0; successes < Depth; successes++)
        {
            for (var failures = 0; successes + failures < Depth; failures++)
            {
                var next = (c * wealth[successes + 1][failures]) + ((1 - c) * wealth[successes][failures + 1]);
                Assert.That(next / wealth[successes][failures], Is.LessThanOrEqualTo(1 + 1e-12), $"{successes} successes, {failures} failures");
            }
        }
    }

    private static double LogWealth(double c, double zone, int successes, int failures)
    {
        var process = new EProcess([-c, 1 - c], zone);
        for (var item = 0; item < failures; item++) process.Observe(0, costALabel: true);
        for (var item = 0; item < successes; item++) process.Observe(1, costALabel: true);
        return process.LogValue;
    }

    private static Decision Decision(string condition, Mode mode, Spliced items, int labels) => Gate.Decide(
        Parse.Scores(condition, mode), mode, Decide.Levels(1e-9, 1e-9), 3, items, items, new LabelAllowance(new bool[items.Count], labels));

    /// <summary>The same items at first, then others; or, where the pool is predicted in whole, the same predictions throughout and other labels.</summary>
    private sealed class Spliced(ulong replicate, Population? later, int shift = 0, bool isWhole = false) : IPairedPredictions, ILabelSource
    {
        private readonly SimulatedItems _first = new(Before, 2 * Shared, 1, replicate);
        private readonly SimulatedItems _then = new(later ?? Before, 2 * Shared, 2, replicate);

        public int Count => 2 * Shared;

        public bool IsWhole => isWhole || later is null;

        PairedPrediction IPairedPredictions.Read(int position) => At(position).Prediction;

        int ILabelSource.Read(int position) => (At(position).Label + (position < Shared ? 0 : shift)) % 3;

        private ItemKind At(int position) => position < Shared ? _first.At(position) : _then.At(position);
    }
}
