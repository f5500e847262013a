using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Simulation;

internal sealed class ExpectedLabelsTests
{
    private static readonly PopulationAssumptions Usual = new(new PredictionTask(new ClassList(Parse.Classes.Names)), Parse.Slices, null, null);

    // What `plan` prints as Wald's bound at c + 2 eps (fn-free: c - 2 eps).
    [TestCase("n - o > 0 +/- 0.01")]
    [TestCase("n > 0.8 +/- 0.02")]
    [TestCase("n > 0.98 +/- 0.02")]
    [TestCase("o < 0.9 +/- 0.02")]
    [TestCase("2 * n - o + d > 0.9 +/- 0.05")]
    [TestCase("recall(n, 1) > 0.7 +/- 0.05")]
    [TestCase("precision(n, 1) > 0.7 +/- 0.05")]
    [TestCase("f1(n, 1) > 0.7 +/- 0.05")]
    [TestCase("n[women] - o[women] > 0 +/- 0.02")]
    [TestCase("d < 0.2 +/- 0.02")]
    public void Of_OneClause_IsThePlansBoundForTheProtectedVerdict(string condition)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            var clauses = Parse.Scores(condition, mode);
            var levels = Decide.Levels(1e-6, 1e-3);
            var expected = ExpectedLabels.Of(clauses, mode, levels, Usual)!;
            Assert.That(expected.Labels, Is.EqualTo(Plan(clauses, mode, levels)), $"{mode}");
            Assert.That(expected.Items, Is.GreaterThanOrEqualTo(expected.Labels * (1 - 1e-12)).And.Positive, $"{mode}");
        }
    }

    [TestCase("n - o > 0 +/- 0.01 /\\ d < 0.2 +/- 0.02")]
    [TestCase("n - o > 0 +/- 0.02 /\\ n > 0.8 +/- 0.01 /\\ recall(n, 1) > 0.7 +/- 0.05")]
    public void Of_AConjunction_IsTheLargestClause(string condition)
    {
        var levels = Decide.Levels(1e-6, 1e-3);
        var accepting = Parse.Scores(condition);
        Assert.That(ExpectedLabels.Of(accepting, Mode.FpFree, levels, Usual)!.Labels, Is.EqualTo(Plan(accepting, Mode.FpFree, levels)));
        // One refusal is enough, and the plan says what the fastest takes; a model may be bad by the slowest alone.
        var refusing = Parse.Scores(condition, Mode.FnFree);
        Assert.That(ExpectedLabels.Of(refusing, Mode.FnFree, levels, Usual)!.Labels, Is.GreaterThan(Plan(refusing, Mode.FnFree, levels)));
    }

    [Test]
    public void Of_TheDifferenceOfSectionNine_IsByHand()
    {
        // v = 0.02, d = 0.1, no ties: .06 ln 1.2 + .04 ln .8 nats an item, a label on every tenth.
        var growth = (0.06 * Math.Log(1.2)) + (0.04 * Math.Log(0.8));
        var expected = ExpectedLabels.Of(Parse.Scores("n - o > 0 +/- 0.01"), Mode.FpFree, Decide.Levels(1e-4, 1e-4), Usual)!;
        Assert.That(expected.Items, Is.EqualTo(Math.Log(1e4) / growth).Within(1e-4));
        Assert.That(expected.Labels, Is.EqualTo(0.1 * Math.Log(1e4) / growth).Within(1e-5));
    }

    [TestCase("n - o > 0 +/- 0.01 /\\ n > 0.8 +/- 0.02", Mode.FpFree)]
    [TestCase("recall(n, 1) > 0.7 +/- 0.05", Mode.FnFree)]
    public void Of_SmallerAlpha_IsMore(string condition, Mode mode)
    {
        var clauses = Parse.Scores(condition, mode);
        var before = 0.0;
        for (var exponent = 1; exponent <= 300; exponent += 13)
        {
            var expected = ExpectedLabels.Of(clauses, mode, Decide.Levels(Math.Pow(10, -exponent), 1e-3), Usual)!;
            Assert.That(expected.Labels, Is.GreaterThan(before));
            before = expected.Labels;
        }
    }

    [Test]
    public void Of_WhatThePlanHasNoFigureFor_IsNull()
    {
        var levels = Decide.Levels(1e-4, 1e-4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExpectedLabels.Of(Parse.Scores("n - o > 0 +/- 0"), Mode.FpFree, levels, Usual), Is.Null, "no zone");
            Assert.That(ExpectedLabels.Of(Parse.Scores("n - o > 0.3 +/- 0.05"), Mode.FpFree, levels, Usual with { Disagreement = 0.1 }), Is.Null, "no such population");
            Assert.That(ExpectedLabels.Of(Parse.Scores("d < 0.2 +/- 0.02"), Mode.FpFree, levels, Usual with { Disagreement = 0.5 }), Is.Null, "the clause is false");
        }
        var fixedMethod = FixedSampling.Size(Parse.Scores("n > 0.8 +/- 0.05", Mode.FpFree, DecisionMethod.Exact), Mode.FpFree, levels.Alpha);
        Assert.That(() => ExpectedLabels.Of(fixedMethod, Mode.FpFree, levels, Usual), Throws.ArgumentException);
    }

    private static double Plan(IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels) =>
        WaldLabels.Of(clauses, mode, levels, Scenario.At(clauses, Scenario.Margin(clauses, mode, 2), Usual)!.Population);
}
