using ModelCI.Cli.Simulating;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Planning;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Planning;

/// <summary>What every method needs for the next run.</summary>
/// <param name="Run">The question.</param>
/// <param name="Fixed">Sizes that are fixed beforehand, by method.</param>
/// <param name="Sequential">Simulated label counts, by how far the clauses are from their constants.</param>
/// <param name="Replicates">Simulated test sets per scenario.</param>
/// <param name="Seed">Of the simulation.</param>
/// <param name="Tolerances">What other tolerances cost.</param>
internal sealed record Plan(
    PlannedRun Run, IReadOnlyList<FixedPlan> Fixed, IReadOnlyList<SimulatedRow> Sequential, int Replicates, ulong Seed, IReadOnlyList<ToleranceCost> Tolerances)
{
    private static readonly double[] Factors = [0.5, 1, 1.5, 2];

    // Keeps a plan within a second or two; a smaller standard error is what simulate is for.
    private const double ItemsToSimulate = 3e6;
    // What it takes to read an item of the pool ahead, of what it takes to decide one.
    private const double ReadingAhead = 0.02;
    private const int FewestReplicates = 4;
    private const int MostReplicates = 400;

    /// <param name="replicates">Null for as many as a second or so allows.</param>
    /// <param name="terminal">For progress.</param>
    public static Plan Of(PlannedRun run, int? replicates, ulong seed, Terminal terminal, CancellationToken cancellation)
    {
        var rows = SimulationRow.Margins(run);
        var count = replicates ?? Affordable(run, rows);
        var simulated = SimulatedRows.Of(run, rows, count, seed, terminal, "planning", cancellation);
        return new Plan(run, FixedPlanner.Plan(Request(run, run.Condition)), simulated, count, seed, [.. Factors.Select(factor => Cost(run, factor))]);
    }

    private static FixedPlanRequest Request(PlannedRun run, Condition condition)
    {
        var policy = run.Policy;
        // The paper's level to the last digit where it is the paper's plan; else the account's.
        var request = policy is { Accounting: AccountingScheme.Paper, Steps: { } steps } && !run.HasOwnAlpha
            ? FixedPlanRequest.Paper(condition, policy.Reliability, steps, policy.Adaptivity)
            : new FixedPlanRequest(condition, SignificanceLevel.FromReliability(policy.Reliability), run.Levels.Alpha);
        return request with { Disagreement = run.Assumptions.Disagreement, Accuracy = run.Assumptions.Accuracy, Loss = run.Policy.Loss };
    }

    private static int Affordable(PlannedRun run, IReadOnlyList<SimulationRow> rows)
    {
        var items = rows.Select(row => row.Scenario).OfType<Scenario>().Select(scenario =>
        {
            var share = scenario.Population.Mean(kind => run.Clauses.Any(clause => clause.Free(scenario.Population.Classes).Of(kind.Prediction) == FreeOutcomes.NeedsLabel) ? 1 : 0);
            var wald = WaldLabels.Of(run.Clauses, run.Policy.Mode, run.Levels, scenario.Population) / share;
            return double.IsFinite(wald) ? Math.Min(1.2 * wald, run.Items) : double.NaN;
        }).ToArray();
        var known = items.Where(double.IsFinite).ToArray();
        // Inside the zone there is no bound; the test takes a few times what its ends take, and all items where nothing is known of those either.
        var inside = known.Length == 0 ? run.Items : Math.Min(run.Items, 3 * known.Max());
        var total = known.Sum() + (items.Count(double.IsNaN) * inside) + (items.Length * ReadingAhead * run.Items);
        return (int)Math.Clamp(ItemsToSimulate / Math.Max(1, total), FewestReplicates, MostReplicates);
    }

    private static ToleranceCost Cost(PlannedRun run, double factor)
    {
        var clauses = run.Condition.Clauses.Select(clause => new Clause(clause.Terms, clause.Comparator, clause.Constant, clause.Epsilon * factor)).ToArray();
        var scores = run.Assumptions.Resolve([.. clauses.Select(clause => ClauseScore.Compile(clause, run.Policy.Mode, out _, loss: run.Policy.Loss))]);
        var scenario = Scenario.At(scores, Scenario.Margin(scores, run.Policy.Mode, 2), run.Assumptions);
        var wald = scenario is null ? (double?)null : WaldLabels.Of(scores, run.Policy.Mode, run.Levels, scenario.Population);
        return new ToleranceCost(
            factor, [.. clauses.Select(clause => clause.Epsilon)], FixedPlanner.Plan(Request(run, new Condition(run.Condition.Source, clauses))), wald);
    }
}

/// <summary>What a condition costs with its tolerances scaled.</summary>
/// <param name="Factor">On every tolerance.</param>
/// <param name="Epsilons">By clause.</param>
/// <param name="Fixed">By method.</param>
/// <param name="Wald">Wald's bound on the labels of the sequential test at c + 2 eps; null where no population is there.</param>
internal sealed record ToleranceCost(double Factor, IReadOnlyList<double> Epsilons, IReadOnlyList<FixedPlan> Fixed, double? Wald);
