using System.Globalization;
using ModelCI.Cli.Simulating;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Planning;

/// <summary>What the next evaluation of a test set is expected to take, in a sentence.</summary>
internal sealed class LabelForecast
{
    private const int Replicates = 200;

    // In points of accuracy: half the lead that is seen for sure.
    private static readonly string[] Tolerances = ["0.005", "0.01", "0.02", "0.03", "0.05"];

    // Of the runs with a lead at the zone's end, those that have to see it, as usual for the power of a test (Cohen, 1988).
    private const double Power = 0.8;

    private readonly PlannedRun _run;

    private LabelForecast(PlannedRun run) => _run = run;

    /// <param name="account">Of the test set so far; one that is exhausted counts as a new one.</param>
    /// <param name="disagreement">d, in (0, 1); null for the usual.</param>
    public static LabelForecast Of(GateConfiguration configuration, ClassList classes, int items, Account account, double? disagreement)
    {
        var (gate, policy) = (configuration.Gate, GatePolicy.Of(configuration));
        var assumed = PopulationAssumptions.Of(gate.Condition, classes, disagreement, null, configuration.Holdout.SliceNames);
        var open = account.ExhaustionUnder(policy) is null ? account : Account.Empty;
        var alpha = SignificanceLevel.FromLogInverse(open.NextError(policy, [ReleasedSymbol.Pass, ReleasedSymbol.Fail]).LogInverseAlpha);
        var budget = configuration.Budget;
        return new LabelForecast(new PlannedRun(
            gate.Condition, assumed.Resolve(CompiledCondition.Of(configuration)), policy, open, new TestLevels(alpha, SignificanceLevel.FromReliability(gate.Reliability)), false,
            items, true, budget.LabelsPerRun ?? budget.Labels, budget.Cost, assumed));
    }

    /// <summary>The narrowest usual tolerance that a test set of this size is expected to carry, as a condition on the lead; the widest where none is.</summary>
    public static string UsualCondition(Func<string, GateConfiguration> withCondition, ClassList classes, int items, CancellationToken cancellation)
    {
        var conditions = Tolerances.Select(tolerance => $"n - o > 0 +/- {tolerance}").ToArray();
        return conditions.FirstOrDefault(condition => Of(withCondition(condition), classes, items, Account.Empty, null).Carries(cancellation)) ?? conditions[^1];
    }

    private bool Carries(CancellationToken cancellation) =>
        PoolCheck.Suffices(_run.Clauses, _run.Policy.Mode, _run.Levels, _run.Assumptions, _run.Items) && Simulate(cancellation) is { } found && Ends(found.Result) >= Power;

    /// <summary>At the zone's end; null where no population is there.</summary>
    private (Scenario Scenario, SimulationResult Result)? Simulate(CancellationToken cancellation)
    {
        var row = SimulationRow.Margins(_run).Single(row => row.Label == SimulationRow.Name(_run.Policy.Mode, ExpectedLabels.ZonesEnd));
        return row.Scenario is { } scenario
            ? (scenario, Simulator.Run(_run.Question, scenario.Population, Replicates, Flags.AssumptionFlags.UsualSeed, null, cancellation))
            : null;
    }

    /// <summary>The share of runs that end as they should there: pass (fp-free), fail (fn-free).</summary>
    private double Ends(SimulationResult result) => (double)(_run.Policy.Mode == Mode.FpFree ? result.Passes : result.Replicates - result.Passes) / result.Replicates;

    /// <summary>One sentence.</summary>
    public string Sentence(CancellationToken cancellation)
    {
        if (_run.Clauses[0].Method != DecisionMethod.Sequential) return "`modelci plan` tells how many labels the fixed sample needs.";
        if (Simulate(cancellation) is not var (scenario, result)) return "`modelci plan` tells how many labels this condition needs.";
        return string.Create(CultureInfo.InvariantCulture,
            $"To see {Aim(scenario)} you need about {Rounded(result.Labels.Mean)} labels in the {(_run.Account.Evaluations.Count == 0 ? "first" : "next")} run (in 95 of 100 runs at most {Rounded(result.Labels.P95)}), {Assumed}.{Warning(Ends(result))}");
    }

    private string Assumed => _run.Assumptions.Disagreement is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"where the models differ on {100 * known:0.##} % of the items")
        : string.Create(CultureInfo.InvariantCulture, $"if the models differ on about {100 * PopulationAssumptions.UsualDisagreement:0} % of the items");

    private string Aim(Scenario scenario)
    {
        var leading = QuestionText.Leading(_run);
        var (value, clause) = (scenario.Values[leading], _run.Condition.Clauses[leading]);
        var isLead = _run.Policy.Mode == Mode.FpFree && _run.Condition.Clauses.Count == 1 && clause.ToString().StartsWith("n - o >", StringComparison.Ordinal);
        return isLead
            ? string.Create(CultureInfo.InvariantCulture, $"a {100 * value:0.##}-point gain")
            : string.Create(CultureInfo.InvariantCulture, $"that '{_run.Condition}' {(_run.Policy.Mode == Mode.FpFree ? "holds" : "fails")} at {SimulationRow.Name(_run.Policy.Mode, ExpectedLabels.ZonesEnd)} = {value:0.####}");
    }

    private string Warning(double share) => share >= Power ? "" : string.Create(CultureInfo.InvariantCulture,
        $" {(_run.Labels is null ? $"The {_run.Items:#,0} items are few for that" : "Items or label budget are few for that")}: only {100 * share:0} % of such runs come to it; more of them or a wider tolerance help.");

    /// <summary>Two digits are more than a simulation of a few hundred runs knows.</summary>
    private static string Rounded(double labels)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, labels))) - 1));
        return (Math.Ceiling(labels / step) * step).ToString("#,0", CultureInfo.InvariantCulture);
    }
}
