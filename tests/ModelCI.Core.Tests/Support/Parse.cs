using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Support;

/// <summary>Conditions for tests about something else; text that does not parse fails the test.</summary>
internal static class Parse
{
    public static Condition Condition(string source)
    {
        if (ConditionParser.TryParse(source, out var condition, out var error)) return condition;
        throw new AssertionException($"'{source}' does not parse:\n{error.Excerpt}\n{error.Message}");
    }

    public static Clause Clause(string source) => Condition(source).Clauses.Single();

    /// <summary>Classes "0", "1", ... as far as any test needs them.</summary>
    public static ClassList Classes { get; } = new(["0", "1", "2", "3", "4"]);

    /// <summary>Slices by bit.</summary>
    public static string[] Slices { get; } = ["women", "men"];

    /// <summary>Compiled and resolved: class "k" has the index k.</summary>
    /// <param name="task">Null for the classes, and rankings of its own.</param>
    public static ClauseScore Score(
        string source, Mode mode = Mode.FpFree, DecisionMethod method = DecisionMethod.Sequential, PredictionTask? task = null, LossSettings? loss = null)
    {
        var condition = Condition(source);
        var score = ClauseScore.Compile(condition.Clauses.Single(), mode, out var impossible, method, loss);
        if (impossible is not null) throw new AssertionException(impossible);
        return score.Resolve(task ?? new PredictionTask(Classes, null, condition.RankingDepth is { } depth ? new RankingTable(depth) : null), Slices);
    }

    public static ClauseScore[] Scores(
        string source, Mode mode = Mode.FpFree, DecisionMethod method = DecisionMethod.Sequential, PredictionTask? task = null, LossSettings? loss = null) =>
        [.. Condition(source).Clauses.Select(clause => Score(clause.ToString(), mode, method, task, loss))];
}
