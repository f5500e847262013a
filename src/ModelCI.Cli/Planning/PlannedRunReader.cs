using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;
using ModelCI.Git;
using ModelCI.Holdout;

namespace ModelCI.Cli.Planning;

/// <summary>Reads a question from flags alone, or from a configuration, its holdout and its ledger; a flag goes before the configuration.</summary>
internal sealed class PlannedRunReader(QuestionFlags question, AccountFlags account, AssumptionFlags assumptions)
{
    private const int FewestItems = 10_000;
    private const int MostItems = 1_000_000;
    // Nothing ends a clause without a zone at its boundary but the end of the items.
    private const int ItemsWithoutZone = 100_000;

    public void AddTo(Command command)
    {
        question.AddTo(command);
        account.AddTo(command);
        assumptions.AddTo(command);
    }

    /// <summary>Without a condition there must be a configuration.</summary>
    public bool NeedsConfiguration(ParseResult parse) => parse.GetValue(question.Condition) is null;

    /// <param name="file">The configuration; null for flags alone.</param>
    /// <exception cref="ModelCIException">All problems of the flags, or of the configuration.</exception>
    public PlannedRun Read(FlagReader reader, string? file)
    {
        var configuration = file is null ? null : ConfigurationReader.Read(file);
        var gate = configuration?.Gate;
        if (gate is null) reader.Require(question.Condition, "'n - o > 0 +/- 0.01'");
        if (gate is null) reader.Require(question.Reliability, "0.999");
        var loss = reader.Loss(question.Loss, question.LossRange) ?? configuration?.Holdout.Loss;
        var condition = reader.Condition(question.Condition, question.Loss, configuration?.Holdout.Loss is not null) ?? gate?.Condition;
        var reliability = reader.Number(question.Reliability, QuestionFlags.Share) ?? gate?.Reliability;
        var mode = reader.Word<Mode>(question.Mode, QuestionFlags.Modes) ?? gate?.Mode ?? Mode.FpFree;
        var alpha = reader.Number(question.Alpha, QuestionFlags.Share);
        var budget = reader.Integer(question.Budget, new ValueShape.Integer(0));
        var classes = reader.Classes(question.Classes);
        var steps = reader.IsGiven(account.Steps) ? reader.Integer(account.Steps, AccountFlags.StepCount) : gate?.Steps;
        var adaptivity = reader.Word<Adaptivity>(account.Adaptivity, AccountFlags.Adaptivities) ?? gate?.Adaptivity ?? Adaptivity.Full;
        var accounting = reader.Word<AccountingScheme>(account.Accounting, AccountFlags.Accountings) ?? gate?.Accounting ?? AccountingScheme.Universal;
        var items = reader.Integer(assumptions.Items, new ValueShape.Integer(1));
        var disagreement = reader.Number(assumptions.Disagreement, QuestionFlags.Share);
        var accuracy = reader.Number(assumptions.Accuracy, QuestionFlags.Share);
        if (accounting == AccountingScheme.Paper && steps is null)
            reader.Add(ConfigurationProblems.BadCombination(
                "--accounting is paper, which divides the error over a planned number of steps, but --steps is none", "add --steps H, or take --accounting universal"));
        reader.ThrowIfAny();

        var keys = KeyRing.Take();
        var holdout = configuration is null ? null : HoldoutReader.Read(configuration.Holdout, configuration.Folder, keys);
        var known = configuration is null ? Account.Empty : LoadAccount(configuration, keys, reader.IsSet(account.Offline));
        var policy = new GatePolicy(
            condition!.ToString(), reliability!.Value, mode, adaptivity, steps, gate?.Feedback ?? Feedback.Verdict, accounting, gate?.Reading ?? Reading.Whole,
            Loss: loss);
        var assumed = PopulationAssumptions.Of(condition, classes ?? holdout?.Labels.Classes, disagreement, accuracy);
        var pool = items ?? holdout?.Items.Count;
        var levels = Levels(policy, known, alpha);
        return new PlannedRun(
            condition, Compile(condition, mode, loss, assumed), policy, known, levels, alpha is not null, pool ?? Many(condition, levels.Alpha), pool is not null,
            budget ?? LabelsPerRun(configuration), configuration?.Budget.Cost, assumed);
    }

    private static IReadOnlyList<ClauseScore> Compile(Condition condition, Mode mode, LossSettings? loss, PopulationAssumptions assumed)
    {
        var unknown = ConditionProblems.OfClasses(condition, assumed.Task.Classes.Names);
        if (unknown.Count > 0) throw new ModelCIException([.. unknown.Select(problem => problem.Problem)]);
        return assumed.Resolve(CompiledCondition.Of(condition, mode, loss, "condition"));
    }

    private static Account LoadAccount(GateConfiguration configuration, TestSetKeys? keys, bool isOffline) =>
        new LedgerAccess(configuration, GitRepository.Around(configuration.Folder), keys, isOffline, TimeProvider.System).LoadWithoutKey().Account;

    private static TestLevels Levels(GatePolicy policy, Account account, double? alpha)
    {
        var beta = SignificanceLevel.FromReliability(policy.Reliability);
        if (alpha is { } given) return new TestLevels(SignificanceLevel.Of(given), beta);
        var open = account.ExhaustionUnder(policy) is null ? account : Account.Empty;
        var error = open.NextError(policy, [ReleasedSymbol.Pass, ReleasedSymbol.Fail]);
        return new TestLevels(SignificanceLevel.FromLogInverse(error.LogInverseAlpha), beta);
    }

    private static int? LabelsPerRun(GateConfiguration? configuration) => configuration?.Budget.LabelsPerRun ?? configuration?.Budget.Labels;

    /// <summary>Hardly ever too few for the sequential test: the next of 1, 2 and 5 times a power of ten above ln(1/alpha)/eps^2.</summary>
    private static int Many(Condition condition, SignificanceLevel alpha)
    {
        var least = condition.Clauses.Min(clause => clause.Epsilon);
        if (least == 0) return ItemsWithoutZone;
        var enough = alpha.LogInverse / (least * least);
        var power = Math.Pow(10, Math.Floor(Math.Log10(enough)));
        var step = enough <= power ? 1 : enough <= 2 * power ? 2 : enough <= 5 * power ? 5 : 10;
        return (int)Math.Clamp(step * power, FewestItems, MostItems);
    }
}
