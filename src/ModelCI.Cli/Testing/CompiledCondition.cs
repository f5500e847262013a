using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Testing;

/// <summary>The clauses of a configuration, ready to be decided.</summary>
internal static class CompiledCondition
{
    /// <exception cref="ModelCIException">MCI1009: every clause that can never be decided in the direction that the mode protects.</exception>
    public static IReadOnlyList<ClauseScore> Of(GateConfiguration configuration)
    {
        var problems = new List<Problem>();
        var scores = new List<ClauseScore>();
        foreach (var clause in configuration.Gate.Condition.Clauses)
        {
            scores.Add(ClauseScore.Compile(clause, configuration.Gate.Mode, out var impossible));
            if (impossible is not null)
                problems.Add(new Problem("MCI1009", impossible, $"{configuration.File}: gate.condition", "change the constant"));
        }
        return problems.Count > 0 ? throw new ModelCIException(problems) : scores;
    }
}
