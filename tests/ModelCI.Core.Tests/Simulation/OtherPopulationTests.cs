using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Simulation;

/// <summary>Productions for top-k, for losses and for many slices.</summary>
internal sealed class OtherPopulationTests
{
    private static readonly LossSettings Loss = new(LossKind.Squared, 0.5, 2.5);

    [TestCase("topk(n, 5) > 0.9 +/- 0.02")]
    [TestCase("topk(n, 5) - topk(o, 5) > 0 +/- 0.01")]
    [TestCase("topk(n, 1) - topk(o, 1) > 0.01 +/- 0.01")]
    [TestCase("topk(n, 3) > 0.9 +/- 0.02 /\\ topk(n, 5) > 0.92 +/- 0.02 /\\ n - o > 0 +/- 0.01")]
    [TestCase("topk(n, 2)[women] - topk(o, 2)[women] > 0 +/- 0.02 /\\ recall(n, cat) > 0.7 +/- 0.1")]
    [TestCase("loss(n) < 1 +/- 0.1")]
    [TestCase("loss(n) - loss(o) < 0 +/- 0.05 /\\ d < 0.3 +/- 0.02")]
    [TestCase("loss(n)[women] - 0.5 * loss(o)[women] < 0.5 +/- 0.05")]
    public void At_EveryMargin_HasTheValues(string condition)
    {
        var parsed = Parse.Condition(condition);
        var assumptions = PopulationAssumptions.Of(parsed, null, null, null);
        var clauses = Compile(condition);
        foreach (var multiple in new[] { -2, 0, 2.0, 4 })
        {
            var values = Scenario.Margin(clauses, Mode.FpFree, multiple);
            var scenario = Scenario.At(clauses, values, assumptions);
            Assert.That(scenario, Is.Not.Null, $"{multiple}");
            foreach (var (score, value) in assumptions.Resolve(clauses).Zip(values))
                Assert.That(Scenario.Value(score, scenario!.Population), Is.EqualTo(value).Within(1e-6));
        }
    }

    [TestCase("topk(n, 5) - topk(o, 5) > 0 +/- 0.01", "topk(n, 5) > 0.9 +/- 0.02")]
    public void At_TopK_CostsLabelsAsTheGateCountsThem(string difference, string single)
    {
        double Share(string condition)
        {
            var assumptions = PopulationAssumptions.Of(Parse.Condition(condition), null, null, null);
            var clauses = Compile(condition);
            var population = Scenario.At(clauses, Scenario.Margin(clauses, Mode.FpFree, 2), assumptions)!.Population;
            var free = assumptions.Resolve(clauses)[0].Free(population.Classes);
            return population.Mean(kind => free.Of(kind.Prediction) == FreeOutcomes.NeedsLabel ? 1 : 0);
        }

        Assert.That(Share(difference), Is.InRange(0.02, 0.11), "only where the sets differ");
        Assert.That(Share(single), Is.EqualTo(1).Within(1e-9));
    }

    // Every loss is an end of its range: of all losses with a mean those vary most, and Wald's bound is greatest.
    [Test]
    public void At_Loss_IsTheWorstCase()
    {
        var assumptions = PopulationAssumptions.Of(Parse.Condition("loss(n) < 1 +/- 0.1"), ClassList.None, null, null);
        var clauses = assumptions.Resolve(Compile("loss(n) < 1 +/- 0.1"));
        var population = Scenario.At(clauses, [-0.8], assumptions)!.Population;
        var outcomes = population.Kinds.Select(kind => clauses[0].OutcomeOf(kind.Prediction, kind.Label)).Distinct().Order();
        Assert.That(outcomes, Is.EqualTo(new[] { 0, 512 }));
        Assert.That(assumptions.Task.IsRegression);
    }

    [TestCase("topk(n, 5) > 0.9 +/- 0.02", true)]
    [TestCase("loss(n) < 1 +/- 0.1", false)]
    [TestCase("d < 0.3 +/- 0.1 /\\ loss(n) - loss(o) < 0 +/- 0.05", false)]
    public void ExpectedLabels_OfLosses_AreUnknown(string condition, bool isKnown)
    {
        var assumptions = PopulationAssumptions.Of(Parse.Condition(condition), null, null, null);
        Assert.That(ExpectedLabels.Of(Compile(condition), Mode.FpFree, Decide.Levels(1e-3, 1e-3), assumptions) is not null, Is.EqualTo(isKnown));
    }

    // The smallest pool is what the best of all items take.
    [TestCase("loss(n) < 1 +/- 0.1")]
    [TestCase("loss(n) - loss(o) < 0 +/- 0.1")]
    [TestCase("topk(n, 5) > 0.9 +/- 0.02")]
    [TestCase("topk(n, 5)[women] - topk(o, 5)[women] > 0 +/- 0.02")]
    public void SmallestPool_OfEveryKind_IsFoundInBothModes(string condition)
    {
        var assumptions = PopulationAssumptions.Of(Parse.Condition(condition), null, null, null);
        foreach (var mode in Enum.GetValues<Mode>())
        {
            var least = SmallestPool.Of(Compile(condition, mode), mode, Decide.Levels(1e-6, 1e-3), assumptions);
            Assert.That(least, Is.InRange(2, 1000));
        }
    }

    [Test]
    public void Of_SixtyFourSlices_IsStillFound()
    {
        string[] names = [.. Enumerable.Range(0, 64).Select(number => $"s{number}")];
        var condition = Parse.Condition("n - o > 0 +/- 0.02").With(names.Select(name => Parse.Clause("n - o > -0.02 +/- 0.02").Over(name)));
        var assumptions = PopulationAssumptions.Of(condition, null, null, null, names);
        ClauseScore[] clauses = [.. condition.Clauses.Select(clause => ClauseScore.Compile(clause, Mode.FpFree, out _))];
        var expected = ExpectedLabels.Of(clauses, Mode.FpFree, Decide.Levels(1e-3, 1e-3), assumptions);
        Assert.That(expected, Is.Not.Null);
        Assert.That(expected!.Items, Is.GreaterThan(10_000), "each slice has a sixtieth of the items");
        Assert.That(SmallestPool.Of(clauses, Mode.FpFree, Decide.Levels(1e-3, 1e-3), assumptions), Is.InRange(10, 10_000));
    }

    // Bits by the list given, which may hold slices that no clause speaks of.
    [Test]
    public void Of_SlicesOfATestSet_KeepTheirBits()
    {
        var assumptions = PopulationAssumptions.Of(Parse.Condition("n[b] > 0.5 +/- 0.1"), null, null, null, ["a", "b"]);
        var clauses = assumptions.Resolve(Compile("n[b] > 0.5 +/- 0.1"));
        var kinds = Scenario.At(clauses, [0.6], assumptions)!.Population.Kinds;
        Assert.That(kinds.Select(kind => kind.Prediction.Slices).Distinct(), Is.EquivalentTo(new ulong[] { 0, 2 }));
    }

    private static ClauseScore[] Compile(string condition, Mode mode = Mode.FpFree) =>
        [.. Parse.Condition(condition).Clauses.Select(clause => ClauseScore.Compile(clause, mode, out _, loss: Loss))];
}
