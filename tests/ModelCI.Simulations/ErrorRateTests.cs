using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>
/// The promises of statistics.md section 3 for every kind of clause, both modes and both errors, where they are hardest to keep: at the
/// boundary of the null.
/// </summary>
internal sealed class ErrorRateTests
{
    private const double Beta = 0.05;

    private static readonly (string Condition, int Items)[] Conditions =
    [
        ("n - o > 0 +/- 0.02", 6_000),
        ("n - o > 0.02 +/- 0.02", 6_000),
        ("n - o < 0.01 +/- 0.02", 6_000),
        ("n > 0.8 +/- 0.05", 2_000),
        ("n > 0.97 +/- 0.01", 3_000),
        ("o < 0.85 +/- 0.05", 2_000),
        ("d < 0.1 +/- 0.03", 3_000),
        ("2 * n - o + d > 0.9 +/- 0.1", 2_000),
        ("recall(n, 1) > 0.7 +/- 0.05", 6_000),
        ("recall(n, 1) - recall(o, 1) > 0 +/- 0.05", 6_000),
        ("precision(n, 1) > 0.7 +/- 0.05", 6_000),
        ("f1(n, 1) > 0.7 +/- 0.05", 6_000),
        ("n[women] > 0.8 +/- 0.05", 6_000),
        ("topk(n, 3) > 0.9 +/- 0.04", 2_000),
        ("topk(n, 3) - topk(o, 3) > 0 +/- 0.02", 6_000),
        ("n[women] - o[women] > 0 +/- 0.04", 8_000),
        ("n - o > 0 +/- 0.03 /\\ n > 0.78 +/- 0.04", 4_000),
        ("n - o > 0 +/- 0.03 /\\ d < 0.14 +/- 0.04 /\\ recall(n, 1) > 0.7 +/- 0.1", 4_000),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from condition in Conditions
        from mode in Enum.GetValues<Mode>()
        from delta in new[] { 0.05, 0.01 }
        where Effort.IsLong || delta == 0.05
        select new TestCaseData(condition.Condition, condition.Items, mode, delta);

    // fp-free: a false condition passes. fn-free: a true condition fails. v = c is the boundary of both.
    [TestCaseSource(nameof(Cases))]
    public void Decide_AtTheBoundary_ErrsWithProbabilityAtMostDelta(string condition, int items, Mode mode, double delta)
    {
        var assumptions = Assumptions(condition);
        var clauses = assumptions.Resolve(Parse.Scores(condition, mode));
        foreach (var (name, scenario) in Boundaries(clauses, mode, assumptions))
        {
            foreach (var seed in Effort.Seeds)
            {
                var result = Run(clauses, mode, delta, items, scenario, seed);
                var errors = mode == Mode.FpFree ? result.Accepted : result.Refused;
                Rates.AssertAtMost(delta, errors, result.Replicates, $"{mode} {condition} {name}, seed {seed}");
            }
        }
    }

    // The other error, per run: refused although true with the margin 2 eps (fp-free), accepted although false with it (fn-free).
    [TestCaseSource(nameof(Cases))]
    public void Decide_WithTheMargin_ErrsWithProbabilityAtMostBeta(string condition, int items, Mode mode, double delta)
    {
        if (delta != 0.05) return;
        var assumptions = Assumptions(condition);
        var clauses = assumptions.Resolve(Parse.Scores(condition, mode));
        var scenario = At(clauses, Scenario.Margin(clauses, mode, 2), assumptions);
        foreach (var seed in Effort.Seeds)
        {
            var result = Run(clauses, mode, delta, items, scenario, seed);
            var errors = mode == Mode.FpFree ? result.Refused : result.Accepted;
            Rates.AssertAtMost(Beta, errors, result.Replicates, $"{mode} {condition} with the margin, seed {seed}");
        }
    }

    [Test]
    public void Decide_LevelTwentyTimesTooHigh_IsFound()
    {
        // The test must be able to fail: a level of 0.5 in place of 0.05.
        var clauses = Parse.Scores("n > 0.8 +/- 0.05");
        var result = Run(clauses, Mode.FpFree, 0.5, 2_000, At(clauses, Scenario.Margin(clauses, Mode.FpFree, 0), Assumptions("n > 0.8 +/- 0.05")), 1);
        Rates.AssertAbove(0.05, result.Accepted, result.Replicates, "at the level 0.5");
    }

    /// <summary>All clauses at their boundaries; for a conjunction also each alone, the others true by far.</summary>
    private static IEnumerable<(string Name, Scenario Scenario)> Boundaries(IReadOnlyList<ClauseScore> clauses, Mode mode, PopulationAssumptions assumptions)
    {
        yield return ("at c", At(clauses, Scenario.Margin(clauses, mode, 0), assumptions));
        if (clauses.Count == 1 || mode == Mode.FnFree) yield break;
        for (var clause = 0; clause < clauses.Count; clause++)
        {
            var values = Scenario.Margin(clauses, mode, 2);
            values[clause] = clauses[clause].Threshold;
            yield return ($"clause {clause + 1} at c", At(clauses, values, assumptions));
        }
    }

    private static Scenario At(IReadOnlyList<ClauseScore> clauses, double[] values, PopulationAssumptions assumptions) =>
        Scenario.At(clauses, values, assumptions)
        ?? throw new AssertionException("no population has these values");

    // A population has rankings of its own.
    private static PopulationAssumptions Assumptions(string condition) =>
        new(new PredictionTask(new ClassList(Parse.Classes.Names), null, Parse.Condition(condition).RankingDepth is { } depth ? new RankingTable(depth) : null), Parse.Slices, null, null);

    private static SimulationResult Run(IReadOnlyList<ClauseScore> clauses, Mode mode, double delta, int items, Scenario scenario, ulong seed) => Simulator.Run(
        new GateQuestion(clauses, mode, Decide.Levels(delta, Beta), items, null), scenario.Population, Effort.Replicates(1_000, 20_000), seed);
}
