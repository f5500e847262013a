using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

internal sealed class ClauseScoreTests
{
    // Values in the order of Cell: both right, both wrong same, only candidate, only baseline, both wrong differently.
    [TestCase("n - o > 0.02 +/- 0.01", 0.02, new double[] { 0, 0, 1, -1, 0 })]
    [TestCase("n > 0.8 +/- 0.01", 0.8, new double[] { 1, 0, 1, 0, 0 })]
    [TestCase("o > 0.8 +/- 0.01", 0.8, new double[] { 1, 0, 0, 1, 0 })]
    [TestCase("d < 0.2 +/- 0.01", -0.2, new double[] { 0, 0, -1, -1, -1 })]
    [TestCase("2 * n - o + 3 * d > 0.2 +/- 0.01", 0.2, new double[] { 1, 0, 5, 2, 3 })]
    [TestCase("n - o < 0.02 +/- 0.01", -0.02, new double[] { 0, 0, -1, 1, 0 })]
    public void Compile_Linear_GivesTheTurnedMetricPerCell(string clause, double threshold, double[] values)
    {
        var score = Parse.Score(clause);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Enum.GetValues<Cell>().Select(cell => score.DistinctValues[score.OutcomeOf(CellItems.PredictionOf(cell), CellItems.Label)]), Is.EqualTo(values));
            Assert.That(score.Threshold, Is.EqualTo(threshold));
            Assert.That((score.Infimum, score.Supremum), Is.EqualTo((values.Min(), values.Max())));
            Assert.That(score.DistinctValues, Is.Ordered.Ascending.And.Unique);
            // -0 would give one clause two texts and two reports.
            Assert.That(score.DistinctValues.Where(value => value == 0).Select(double.IsNegative), Has.None.True);
        }
    }

    [TestCase("n > 0.98 +/- 0.01", Mode.FpFree, 0.005)]
    [TestCase("n > 0.99 +/- 0.01", Mode.FpFree, 0.0025)]
    [TestCase("n > 0.9 +/- 0.01", Mode.FpFree, 0.01)]
    [TestCase("n > 0.98 +/- 0.01", Mode.FnFree, 0.01)]
    [TestCase("n > 0.02 +/- 0.01", Mode.FnFree, 0.005)]
    [TestCase("n - o > 0.5 +/- 0.2", Mode.FpFree, 0.125)]
    [TestCase("d < 0.02 +/- 0.01", Mode.FpFree, 0.005)]
    [TestCase("f1(n, 1) > 0.98 +/- 0.01", Mode.FpFree, 0.005)]
    [TestCase("2 * f1(n, 1) > 1.96 +/- 0.02", Mode.FpFree, 0.01)]
    [TestCase("recall(n, 1) - recall(o, 1) > 0.9 +/- 0.1", Mode.FpFree, 0.025)]
    [TestCase("precision(n, 1) < 0.98 +/- 0.01", Mode.FnFree, 0.005)]
    [TestCase("d < 0.02 +/- 0.01", Mode.FnFree, 0.01)]
    public void Epsilon_NearTheEndOfTheRange_IsAQuarterOfTheRoom(string clause, Mode mode, double epsilon)
    {
        var score = Parse.Score(clause, mode);
        Assert.That(score.Epsilon, Is.EqualTo(epsilon).Within(1e-15));
        Assert.That(score.IsNarrowed, Is.EqualTo(epsilon < score.Clause.Epsilon));
    }

    [TestCase("n - o > 1 +/- 0.1", Mode.FpFree, "'n - o > 1 +/- 0.1' can never hold: its left side lies between -1 and 1")]
    [TestCase("n > 1 +/- 0.1", Mode.FpFree, "'n > 1 +/- 0.1' can never hold: its left side lies between 0 and 1")]
    [TestCase("d < 0 +/- 0.1", Mode.FpFree, "'d < 0 +/- 0.1' can never hold: its left side lies between 0 and 1")]
    [TestCase("2 * n - o < -1.5 +/- 0.1", Mode.FpFree, "'2 * n - o < -1.5 +/- 0.1' can never hold: its left side lies between -1 and 2")]
    [TestCase("f1(n, 1) > 1 +/- 0.1", Mode.FpFree, "'f1(n, 1) > 1 +/- 0.1' can never hold: its left side lies between 0 and 1")]
    [TestCase("2 * f1(n, 1) < 3 +/- 0.1", Mode.FnFree, "'2 * f1(n, 1) < 3 +/- 0.1' always holds: its left side lies between 0 and 2")]
    [TestCase("2 * f1(n, 1) < 3 +/- 0.1", Mode.FpFree, null)]
    [TestCase("recall(n, 1) - 2 * recall(o, 1) > 1 +/- 0.1", Mode.FpFree, "'recall(n, 1) - 2 * recall(o, 1) > 1 +/- 0.1' can never hold: its left side lies between -2 and 1")]
    [TestCase("n > 0 +/- 0.1", Mode.FnFree, "'n > 0 +/- 0.1' always holds: its left side lies between 0 and 1")]
    [TestCase("d < 1.5 +/- 0.1", Mode.FnFree, "'d < 1.5 +/- 0.1' always holds: its left side lies between 0 and 1")]
    [TestCase("n > 0 +/- 0.1", Mode.FpFree, null)]
    [TestCase("n > -0.1 +/- 0.1", Mode.FpFree, null)]
    [TestCase("n > 0.99 +/- 0.1", Mode.FnFree, null)]
    public void Compile_NeverOrAlwaysTrue_SaysSo(string clause, Mode mode, string? expected)
    {
        ClauseScore.Compile(Parse.Clause(clause), mode, out var impossible);
        Assert.That(impossible, Is.EqualTo(expected));
    }
}
