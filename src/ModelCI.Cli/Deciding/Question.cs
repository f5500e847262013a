using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Testing;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Deciding;

/// <summary>What <c>modelci decide</c> is asked.</summary>
/// <param name="Budget">Labels that a replicate may use; null for no limit.</param>
/// <param name="Classes">Declared; null to take them from the file.</param>
internal sealed record Question(
    Condition Condition, IReadOnlyList<ClauseScore> Clauses, Mode Mode, TestLevels Levels, int? Budget, ClassList? Classes)
{
    /// <summary>Names of the slices that the condition speaks of.</summary>
    public IReadOnlyList<string> Slices { get; } =
        [.. Condition.Clauses.SelectMany(clause => clause.Terms).Select(term => term.Quantity.Slice).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The clauses with their classes found.</summary>
    /// <exception cref="ModelCIException">A clause names a class that is none.</exception>
    public IReadOnlyList<ClauseScore> Resolve(ClassList classes)
    {
        var unknown = ConditionProblems.OfClasses(Condition, classes.Names);
        return unknown.Count > 0
            ? throw new ModelCIException([.. unknown.Select(problem => problem.Problem)])
            : [.. Clauses.Select(score => score.Resolve(new PredictionTask(classes), Slices))];
    }

    /// <exception cref="ModelCIException">All problems of the flags.</exception>
    public static Question Of(QuestionFlags flags, FlagReader reader)
    {
        reader.Require(flags.Condition, "'n - o > 0 +/- 0.01'");
        reader.Require(flags.Reliability, "0.999");
        var condition = reader.Condition(flags.Condition);
        var reliability = reader.Number(flags.Reliability, QuestionFlags.Share);
        var mode = reader.Word<Mode>(flags.Mode, QuestionFlags.Modes) ?? Mode.FpFree;
        var alpha = reader.Number(flags.Alpha, QuestionFlags.Share);
        var budget = reader.Integer(flags.Budget, new ValueShape.Integer(0));
        var classes = reader.Classes(flags.Classes);
        reader.ThrowIfAny();
        var beta = SignificanceLevel.FromReliability(reliability!.Value);
        var levels = new TestLevels(alpha is { } given ? SignificanceLevel.Of(given) : beta, beta);
        return new Question(condition!, CompiledCondition.Of(condition!, mode, flags.Condition.Name), mode, levels, budget, classes);
    }
}
