using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Simulation;

internal sealed class ScenarioTests
{
    [TestCase("n - o > 0 +/- 0.01", 0.1)]
    [TestCase("n - o > 0.02 +/- 0.01", 0.1)]
    [TestCase("n > 0.8 +/- 0.02", null)]
    [TestCase("o < 0.9 +/- 0.02", 0.1)]
    [TestCase("2 * n - o + d > 0.9 +/- 0.02", 0.1)]
    [TestCase("d < 0.2 +/- 0.02", null)]
    [TestCase("d < 0.2 +/- 0.02 /\\ n - o > 0 +/- 0.01 /\\ n > 0.7 +/- 0.02", null)]
    [TestCase("recall(n, 1) > 0.7 +/- 0.02", null)]
    [TestCase("recall(n, 1) - recall(o, 1) > 0 +/- 0.02", 0.1)]
    [TestCase("precision(n, 1) > 0.7 +/- 0.02 /\\ f1(n, 2) > 0.6 +/- 0.02", null)]
    [TestCase("n[women] > 0.75 +/- 0.02 /\\ n[men] > 0.7 +/- 0.02", null)]
    public void At_EveryMargin_EveryClauseHasItsValue(string condition, double? disagreement)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            var clauses = Parse.Scores(condition, mode);
            foreach (var multiple in new double[] { -2, 0, 1, 2, 4 })
            {
                var values = Scenario.Margin(clauses, mode, multiple);
                var scenario = Scenario.At(clauses, values, Assumptions());
                Assert.That(scenario, Is.Not.Null, $"{mode} {multiple}");
                using (Assert.EnterMultipleScope())
                {
                    for (var clause = 0; clause < clauses.Length; clause++)
                    {
                        Assert.That(Scenario.Value(clauses[clause], scenario!.Population), Is.EqualTo(values[clause]).Within(1e-9));
                        Assert.That(scenario.Values[clause], Is.EqualTo((clauses[clause].IsTurned ? -1 : 1) * values[clause]).Within(1e-9));
                    }
                    if (disagreement is { } expected) Assert.That(Differ(scenario!.Population), Is.EqualTo(expected).Within(1e-9));
                }
            }
        }
    }

    // A model that is always right finds every item of a class, misses none and never mistakes one: only a class without items would allow it.
    [TestCase("n > 0.9 +/- 0.05 /\\ recall(n, 1) > 0.5 +/- 0.1")]
    [TestCase("n > 0.9 +/- 0.05 /\\ precision(n, 1) > 0.5 +/- 0.1")]
    [TestCase("n > 0.9 +/- 0.05 /\\ n[women] > 0.5 +/- 0.1")]
    public void At_ValuesThatLeaveAClauseNoActiveItems_AreNone(string condition)
    {
        var clauses = Parse.Scores(condition);
        Assert.That(Scenario.At(clauses, [1, 0.5], Assumptions()), Is.Null);
        Assert.That(Scenario.At(clauses, [0.95, 0.5], Assumptions()), Is.Not.Null);
    }

    // With the second there must be items on which both are wrong in different ways; with the third there is no way.
    [TestCase(0.15, 0.9, true)]
    [TestCase(0.8, 0.2, true)]
    [TestCase(0.3, 0.9, false)]
    public void At_GivenShares_AreKept(double disagreement, double accuracy, bool isPossible)
    {
        var clauses = Parse.Scores("n - o > 0 +/- 0.01");
        var scenario = Scenario.At(clauses, [0.02], Assumptions(disagreement, accuracy));
        Assert.That(scenario is not null, Is.EqualTo(isPossible));
        if (scenario is null) return;
        Assert.That(Differ(scenario.Population), Is.EqualTo(disagreement).Within(1e-9));
        Assert.That(scenario.Population.Mean(kind => kind.Prediction.Baseline == kind.Label ? 1 : 0), Is.EqualTo(accuracy).Within(1e-9));
    }

    [Test]
    public void At_DifferenceWithoutTies_IsTheScenarioOfSectionNine()
    {
        // d = 0.1, no ties, v = 0.02: only the candidate is right on 6 %, only the baseline on 4 %.
        var population = Scenario.At(Parse.Scores("n - o > 0 +/- 0.01"), [0.02], Assumptions())!.Population;
        double Share(Cell cell) => population.Mean(kind => Cells.Of(kind.Prediction, kind.Label) == cell ? 1 : 0);
        Assert.That(Share(Cell.OnlyCandidateRight), Is.EqualTo(0.06).Within(1e-9));
        Assert.That(Share(Cell.OnlyBaselineRight), Is.EqualTo(0.04).Within(1e-9));
    }

    [Test]
    public void At_OpenDisagreement_GivesWay()
    {
        // n - o = 0.2 needs d of at least 0.2: given, it is impossible; left open, d follows.
        var clauses = Parse.Scores("n - o > 0 +/- 0.01");
        Assert.That(Scenario.At(clauses, [0.2], Assumptions(0.1)), Is.Null);
        Assert.That(Differ(Scenario.At(clauses, [0.2], Assumptions())!.Population), Is.GreaterThanOrEqualTo(0.2));
    }

    [Test]
    public void At_ValueAtTheEdge_IsReached()
    {
        var clauses = Parse.Scores("n > 0.98 +/- 0.005");
        Assert.That(Scenario.Value(clauses[0], Scenario.At(clauses, [1], Assumptions())!.Population), Is.EqualTo(1).Within(1e-9));
        Assert.That(Scenario.At(clauses, [1.01], Assumptions()), Is.Null);
    }

    [Test]
    public void Wald_Difference_IsByHand()
    {
        // v = 0.02, d = 0.1 against n - o <= 0: KLinf = max_l .06 ln(1 + l) + .04 ln(1 - l), l = .02/.1.
        var clauses = Parse.Scores("n - o > 0 +/- 0.01");
        var population = Scenario.At(clauses, [0.02], Assumptions())!.Population;
        var growth = (0.06 * Math.Log(1.2)) + (0.04 * Math.Log(0.8));
        Assert.That(WaldLabels.Of(clauses, Mode.FpFree, Decide.Levels(1e-4, 1e-4), population), Is.EqualTo(0.1 * Math.Log(1e4) / growth).Within(1e-6));
        var inside = Scenario.At(clauses, [0.01], Assumptions())!.Population;
        Assert.That(WaldLabels.Of(clauses, Mode.FpFree, Decide.Levels(1e-4, 1e-4), inside), Is.NaN);
    }

    [Test]
    public void Of_ConditionAlone_InventsTheOtherClasses()
    {
        var assumed = PopulationAssumptions.Of(Parse.Condition("recall(n, cat) > 0.5 +/- 0.1 /\\ n[women] > 0.5 +/- 0.1"), null, null, null);
        Assert.That(assumed.Task.Classes.Names[0], Is.EqualTo("cat"));
        Assert.That(assumed.Task.Classes.Count, Is.EqualTo(3));
        Assert.That(assumed.Slices, Is.EqualTo(new[] { "women" }));
    }

    private static double Differ(Population population) => population.Mean(kind => kind.Prediction.Disagree ? 1 : 0);

    private static PopulationAssumptions Assumptions(double? disagreement = null, double? accuracy = null) =>
        new(new PredictionTask(new ClassList(Parse.Classes.Names)), Parse.Slices, disagreement, accuracy);
}
