using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Simulation;

internal sealed class SimulatorTests
{
    private static readonly Population Better = Population.OfCells(3, 0.8, 0.1, 0.07, 0.03, 0);

    [Test]
    public void Items_ReadInAnyOrder_AreTheSame()
    {
        var forward = new SimulatedItems(Better, 1000, 5, 7);
        var again = new SimulatedItems(Better, 1000, 5, 7);
        var items = Enumerable.Range(0, 1000).Select(forward.At).ToArray();
        foreach (var position in Enumerable.Range(0, 1000).Reverse()) Assert.That(again.At(position), Is.EqualTo(items[position]));
    }

    [Test]
    public void Items_OtherSeedOrReplicate_AreOthers()
    {
        ItemKind[] Draw(ulong seed, ulong replicate) => [.. Enumerable.Range(0, 100).Select(new SimulatedItems(Better, 100, seed, replicate).At)];
        Assert.That(Draw(1, 0), Is.Not.EqualTo(Draw(0, 0)).And.Not.EqualTo(Draw(0, 1)));
        Assert.That(Draw(0, 1), Is.Not.EqualTo(Draw(0, 0)));
    }

    [Test]
    public void Run_MatchesTheGateOnEveryReplicate_WhateverTheThreads()
    {
        var question = Question("n - o > 0 +/- 0.02", 0.01, 5000);
        var result = Simulator.Run(question, Better, 200, 3);
        for (var replicate = 199; replicate >= 0; replicate--)
        {
            // The items written down, and decided as `modelci test` decides a pool.
            var drawn = new SimulatedItems(Better, question.Items, 3, (ulong)replicate);
            var kinds = Enumerable.Range(0, question.Items).Select(drawn.At).ToArray();
            var pool = new WholePredictions([.. kinds.Select(kind => kind.Prediction.Candidate)], [.. kinds.Select(kind => kind.Prediction.Baseline)]);
            var decision = Gate.Decide(
                question.Clauses, question.Mode, question.Levels, 3, pool, drawn, new LabelAllowance(new bool[question.Items], null));
            Assert.That(result.Outcomes[replicate], Is.EqualTo(ReplicateOutcome.Of(decision)));
        }
    }

    [Test]
    public void Run_CountsEveryEnding()
    {
        var result = Simulator.Run(Question("n - o > 0.02 +/- 0.02", 0.05, 300), Better, 500, 11);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Accepted + result.Refused + result.Undecided, Is.EqualTo(500));
            Assert.That(result.Accepted, Is.Positive);
            Assert.That(result.Undecided, Is.Positive);
            Assert.That(result.Passes, Is.EqualTo(result.Accepted));
            Assert.That(result.Items.Most, Is.EqualTo(300));
        }
    }

    [Test]
    public void Run_FnFree_UndecidedPasses()
    {
        var result = Simulator.Run(Question("n - o > 0.02 +/- 0.02", 0.05, 300, Mode.FnFree), Better, 100, 11);
        Assert.That(result.Undecided, Is.Positive);
        Assert.That(result.Passes, Is.EqualTo(result.Accepted + result.Undecided));
    }

    [Test]
    public void Run_LabelLimit_IsKept()
    {
        var result = Simulator.Run(Question("n - o > 0 +/- 0.01", 1e-4, 100_000) with { Labels = 30 }, Better, 100, 1);
        Assert.That(result.Labels.Most, Is.LessThanOrEqualTo(30));
        Assert.That(result.Undecided, Is.Positive);
    }

    [Test]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Cancelling(source);
        Assert.That(
            () => Simulator.Run(Question("n - o > 0 +/- 0.01", 1e-4, 100_000), Better, 1_000_000, 1, progress, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(progress.Done, Is.InRange(1, 1000));
    }

    [Test]
    public void Of_KnownCounts_IsByHand()
    {
        // 1..20 and one outlier: by the definitions.
        var summary = CountSummary.Of([.. Enumerable.Range(1, 19), 1000]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.Mean, Is.EqualTo(59.5));
            Assert.That(summary.StandardError, Is.EqualTo(Math.Sqrt(((19 * 20 * 39 / 6) + 1_000_000 - (20 * 59.5 * 59.5)) / 19 / 20)).Within(1e-9));
            Assert.That(summary.Median, Is.EqualTo(10));
            Assert.That(summary.P95, Is.EqualTo(19));
            Assert.That(summary.Least, Is.EqualTo(1));
            Assert.That(summary.Most, Is.EqualTo(1000));
            Assert.That(CountSummary.Of([7]), Is.EqualTo(new CountSummary(7, 0, 7, 7, 7, 7)));
        }
    }

    private static GateQuestion Question(string condition, double alpha, int items, Mode mode = Mode.FpFree) =>
        new(Parse.Scores(condition, mode), mode, Decide.Levels(alpha, alpha), items, null);

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<int>
    {
        public int Done { get; private set; }

        public void Report(int value)
        {
            Done = value;
            if (value >= 10) source.Cancel();
        }
    }
}
