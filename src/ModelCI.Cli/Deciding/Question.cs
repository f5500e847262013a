using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Testing;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Statistics;
using ModelCI.Holdout.Predictions;

namespace ModelCI.Cli.Deciding;

/// <summary>What <c>modelci decide</c> is asked.</summary>
/// <param name="Budget">Labels that a replicate may use; null for no limit.</param>
/// <param name="Request">What is needed of the file.</param>
internal sealed record Question(
    Condition Condition, IReadOnlyList<ClauseScore> Clauses, Mode Mode, TestLevels Levels, int? Budget, PredictionRequest Request)
{
    /// <summary>The clauses with what they name found.</summary>
    /// <exception cref="ModelCIException">A clause names a class that is none, or a k that is not below the number of classes.</exception>
    public IReadOnlyList<ClauseScore> Resolve(PredictionTask task)
    {
        var unknown = ConditionProblems.OfClasses(Condition, task.Classes.Names);
        return unknown.Count > 0
            ? throw new ModelCIException([.. unknown.Select(problem => problem.Problem)])
            : [.. Clauses.Select(score => score.Resolve(task, Request.Slices))];
    }

    /// <exception cref="ModelCIException">All problems of the flags.</exception>
    public static Question Of(QuestionFlags flags, FlagReader reader)
    {
        reader.Require(flags.Condition, "'n - o > 0 +/- 0.01'");
        reader.Require(flags.Reliability, "0.999");
        var loss = reader.Loss(flags.Loss, flags.LossRange);
        var condition = reader.Condition(flags.Condition, flags.Loss);
        var reliability = reader.Number(flags.Reliability, QuestionFlags.Share);
        var mode = reader.Word<Mode>(flags.Mode, QuestionFlags.Modes) ?? Mode.FpFree;
        var alpha = reader.Number(flags.Alpha, QuestionFlags.Share);
        var budget = reader.Integer(flags.Budget, new ValueShape.Integer(0));
        var classes = reader.Classes(flags.Classes);
        if (loss is not null && classes is not null)
            reader.Add(ConfigurationProblems.BadCombination($"{flags.Loss.Name} says that models answer numbers, but {flags.Classes.Name} lists classes", $"leave out one of the two"));
        reader.ThrowIfAny();
        var beta = SignificanceLevel.FromReliability(reliability!.Value);
        var levels = new TestLevels(alpha is { } given ? SignificanceLevel.Of(given) : beta, beta);
        var request = new PredictionRequest(condition!.NeedsBaseline, condition.Slices, classes, loss is not null, condition.RankingDepth ?? 0);
        return new Question(condition, CompiledCondition.Of(condition, mode, loss, flags.Condition.Name), mode, levels, budget, request);
    }
}
