using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Testing;

/// <summary>The clauses of a configuration, ready to be decided.</summary>
internal static class CompiledCondition
{
    /// <exception cref="ModelCIException">MCI1009: every clause that can never be decided in the direction that the mode protects.</exception>
    public static IReadOnlyList<ClauseScore> Of(GateConfiguration configuration) =>
        Of(configuration.Gate.Condition, configuration.Gate.Mode, $"{configuration.File}: gate.condition");

    /// <param name="where">The key or flag that holds the condition.</param>
    /// <exception cref="ModelCIException">As above.</exception>
    public static IReadOnlyList<ClauseScore> Of(Condition condition, Mode mode, string where)
    {
        var problems = new List<Problem>();
        var scores = new List<ClauseScore>();
        foreach (var clause in condition.Clauses)
        {
            scores.Add(ClauseScore.Compile(clause, mode, out var impossible));
            if (impossible is not null)
                problems.Add(new Problem("MCI1009", impossible, where, "change the constant"));
        }
        return problems.Count > 0 ? throw new ModelCIException(problems) : scores;
    }

    /// <summary>The clauses with their classes found in the test set's list.</summary>
    /// <exception cref="ModelCIException">MCI1009: every class that is not in it.</exception>
    public static IReadOnlyList<ClauseScore> Resolved(IReadOnlyList<ClauseScore> clauses, GateConfiguration configuration, ClassList classes)
    {
        var problems = ConditionProblems.OfClasses(configuration.Gate.Condition, classes.Names)
            .Select(found => found.Problem with { Where = $"{configuration.File}: gate.condition" }).ToArray();
        return problems.Length > 0 ? throw new ModelCIException(problems) : [.. clauses.Select(clause => clause.Resolve(classes, []))];
    }
}
