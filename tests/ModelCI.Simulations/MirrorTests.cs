using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>The two modes and the two comparators are one test seen from two sides: what mirrors in the statement mirrors in every bit.</summary>
internal sealed class MirrorTests
{
    private const int Items = 3_000;
    private static readonly Population Population = Population.OfCells(3, 0.7, 0.1, 0.1, 0.07, 0.03);

    // Passing "v > c" under fp-free is failing "v < c" under fn-free: the same null, the same level.
    [TestCase("n - o > 0 +/- 0.02", "n - o < 0 +/- 0.02")]
    [TestCase("n > 0.78 +/- 0.03", "n < 0.78 +/- 0.03")]
    [TestCase("2 * n - o + d > 1.05 +/- 0.05", "2 * n - o + d < 1.05 +/- 0.05")]
    [TestCase("d < 0.2 +/- 0.03", "d > 0.2 +/- 0.03")]
    public void Decide_OtherModeAndComparator_IsTheMirrorImage(string condition, string mirrored)
    {
        var passed = 0;
        for (ulong replicate = 0; replicate < 200; replicate++)
        {
            var decision = Simulator.Replicate(Question(condition, Mode.FpFree), Population, 1, replicate);
            var mirror = Simulator.Replicate(Question(mirrored, Mode.FnFree), Population, 1, replicate);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(decision is Decision.Passed, Is.EqualTo(mirror is Decision.Failed));
                Assert.That(decision is Decision.Failed, Is.EqualTo(mirror is Decision.Passed));
                Assert.That(mirror.Evidence.LabelledPositions, Is.EqualTo(decision.Evidence.LabelledPositions));
                Assert.That(mirror.Evidence.Clauses[0].RefuseLogValue, Is.EqualTo(decision.Evidence.Clauses[0].AcceptLogValue));
                Assert.That(mirror.Evidence.Clauses[0].AcceptLogValue, Is.EqualTo(decision.Evidence.Clauses[0].RefuseLogValue));
            }
            if (decision is Decision.Passed) passed++;
        }
        Assert.That(passed, Is.InRange(1, 199), "both endings occur");
    }

    [TestCase("n - o > 0.01 +/- 0.02", "o - n < -0.01 +/- 0.02")]
    [TestCase("n > 0.78 +/- 0.03", "-1 * n < -0.78 +/- 0.03")]
    public void Decide_BothSidesNegated_IsTheSame(string condition, string negated)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            var results = new[] { condition, negated }.Select(text => Simulator.Run(Question(text, mode), Population, 200, 2).Outcomes).ToArray();
            Assert.That(results[1], Is.EqualTo(results[0]));
        }
    }

    [Test]
    public void Decide_ModelsExchanged_IsTheMirrorImageOfTheDifference()
    {
        var exchanged = new Population(
            Population.Kinds.Select(kind => kind with { Prediction = new PairedPrediction(kind.Prediction.Baseline, kind.Prediction.Candidate) }), 3);
        var one = Simulator.Run(Question("n - o > 0.01 +/- 0.02", Mode.FpFree), Population, 200, 3);
        var other = Simulator.Run(Question("o - n > 0.01 +/- 0.02", Mode.FpFree), exchanged, 200, 3);
        Assert.That(other.Outcomes, Is.EqualTo(one.Outcomes));
    }

    private static GateQuestion Question(string condition, Mode mode) => new(Parse.Scores(condition, mode), mode, Decide.Levels(0.05, 0.05), Items, null);
}
