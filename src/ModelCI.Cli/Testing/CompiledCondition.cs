using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Testing;

/// <summary>The clauses of a configuration, ready to be decided.</summary>
internal static class CompiledCondition
{
    /// <exception cref="ModelCIException">MCI1009: every clause that can never be decided in the direction that the mode protects.</exception>
    public static IReadOnlyList<ClauseScore> Of(GateConfiguration configuration) =>
        Of(
            configuration.Gate.Condition, configuration.Gate.Mode, configuration.Gate.Method, configuration.Holdout.Loss,
            $"{configuration.File}: gate.condition", $"{configuration.File}: gate.method");

    /// <summary>A condition to be decided sequentially.</summary>
    /// <param name="loss">What a loss is; null for a classification.</param>
    /// <param name="where">The key or flag that holds the condition.</param>
    /// <exception cref="ModelCIException">As above.</exception>
    public static IReadOnlyList<ClauseScore> Of(Condition condition, Mode mode, LossSettings? loss, string where) =>
        Of(condition, mode, DecisionMethod.Sequential, loss, where, where);

    /// <summary>A condition to be decided by <paramref name="method"/>.</summary>
    public static IReadOnlyList<ClauseScore> Of(Condition condition, Mode mode, DecisionMethod method, LossSettings? loss, string where, string methodKey)
    {
        var problems = new List<Problem>();
        var scores = new List<ClauseScore>();
        foreach (var clause in condition.Clauses)
        {
            scores.Add(ClauseScore.Compile(clause, mode, out var impossible, method, loss));
            if (impossible is not null)
                problems.Add(new Problem("MCI1009", impossible, where, "change the constant"));
        }
        if (FixedSampling.WhyNot(scores) is { } why)
            problems.Add(new Problem("MCI1010", $"the method {Word(method)} does not apply: {why}", methodKey, scores.Any(score => score.IsLoss) ? "write method: sequential or hoeffding" : "write method: sequential or exact"));
        return problems.Count > 0 ? throw new ModelCIException(problems) : scores;
    }

    /// <summary>The samples of a fixed method at a run's level; refuses a pool that can never fill them.</summary>
    /// <param name="clauses">As <see cref="Resolved"/> gives them.</param>
    /// <param name="alpha">The level of the run.</param>
    /// <param name="items">Items of the test set.</param>
    /// <exception cref="ModelCIException">MCI1013: the pool is too small.</exception>
    public static void CheckSamples(IReadOnlyList<ClauseScore> clauses, GateConfiguration configuration, SignificanceLevel alpha, int items)
    {
        var least = FixedSampling.LeastItems(FixedSampling.Size(clauses, configuration.Gate.Mode, alpha));
        if (least <= items) return;
        throw new ModelCIException(
            "MCI1013",
            FormattableString.Invariant($"the method {Word(configuration.Gate.Method)} needs a sample of {least:#,0} items in this run, but the test set has {items:#,0}: the run could only end undecided"),
            $"{configuration.File}: gate.method", "use method: sequential, a wider tolerance, fewer steps or a larger test set");
    }

    private static string Word(DecisionMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>The clauses with their classes found in the test set's list.</summary>
    /// <exception cref="ModelCIException">MCI1009: every class that is not in it.</exception>
    public static IReadOnlyList<ClauseScore> Resolved(IReadOnlyList<ClauseScore> clauses, GateConfiguration configuration, PredictionTask task)
    {
        var gate = configuration.Gate;
        Problem[] problems = [.. Of(gate.Condition, "gate.condition"), .. gate.EverySlice is null ? [] : Of(gate.EverySlice, "gate.slices")];
        if (problems.Length > 0) throw new ModelCIException(problems);
        return [.. clauses.Select(clause => clause.Resolve(task, configuration.Holdout.SliceNames))];

        IEnumerable<Problem> Of(Condition written, string key) =>
            ConditionProblems.OfClasses(written, task.Classes.Names).Select(found => found.Problem with { Where = $"{configuration.File}: {key}" });
    }
}
