using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Predicting;
using ModelCI.Cli.Terminals;
using ModelCI.Cli.Validating;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Core.Statistics;
using ModelCI.Git;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>
/// All that a run looks at before its first prediction, in the same order and with the same errors, and the cost of the next run. Of the test set it uses names, types,
/// shapes and the number of items, which runs tell everybody (statistics.md section 5); models are run on a development set alone.
/// </summary>
internal sealed class PreflightRun(
    GateConfiguration configuration, TestOptions options, IReadOnlyList<string> development, TestSetKeys? keys, Terminal terminal, TimeProvider time)
{
    private const double Level = 0.05;

    public Preflight Execute(CancellationToken cancellation)
    {
        var clauses = CompiledCondition.Of(configuration);
        var policy = GatePolicy.Of(configuration);
        var repository = GitRepository.Around(configuration.Folder);
        using var files = new ModelFiles(configuration, repository, options.BaseRevision, options.Candidate);
        files.FindBoth();
        using var predictor = Start(files);
        var signatures = predictor.Signatures();
        var access = new LedgerAccess(configuration, repository, keys, options.IsOffline, time);
        var account = access.LoadWithoutKey().Account;

        var isOpen = keys is not null || !HoldoutReader.IsSealedInPart(configuration.Holdout);
        var holdout = isOpen ? HoldoutFiles.Read(configuration, keys, terminal, time) : null;
        if (holdout is not null) foreach (var warning in HoldoutGuard.Check(configuration, holdout)) terminal.Note(warning);
        var task = Task(holdout, account);
        if (holdout is not null)
        {
            CompiledCondition.Resolved(clauses, configuration, task!);
            predictor.Bind(holdout.Items, task!);
        }
        var measured = development.Count == 0 ? null : Measure(files, holdout?.Items, task, cancellation);
        var items = holdout?.Items.Count ?? account.TestSet?.Items;
        var forecast = task is null || items is not { } count ? null : LabelForecast.Of(configuration, task.Classes, count, account, measured?.ToPlanWith).Sentence(cancellation);
        var exhausted = account.ExhaustionUnder(policy) is not null;
        return new Preflight(
            configuration, Checked(files.Candidate, signatures[0]), files.Baseline is null ? null : Checked(files.Baseline, signatures[1]), items, isOpen, access.Place,
            account.Evaluations.Count, account.RunsLeft(policy), exhausted ? null : account.NextError(policy, [ReleasedSymbol.Pass, ReleasedSymbol.Fail]).LogInverseAlpha,
            account.Reserved, measured, forecast);
    }

    private PairPredictor Start(ModelFiles files) => PairPredictor.Start(WorkerLauncher.Command(), files.Candidate.Source, files.Baseline?.Source, configuration.Limits);

    /// <summary>Null where nobody says what the classes are.</summary>
    private PredictionTask? Task(HoldoutData? holdout, Account account)
    {
        if (holdout is not null) return ConfiguredTask.Of(configuration, holdout.Labels);
        if (account.TestSet is { } pin) return ConfiguredTask.Of(configuration, pin);
        if (configuration.Holdout.Loss is not null) return new PredictionTask(ClassList.None, new NumberTable());
        return configuration.Holdout.Classes is { } classes ? new PredictionTask(new ClassList(classes)) : null;
    }

    private Disagreement Measure(ModelFiles files, ItemPool? testSet, PredictionTask? task, CancellationToken cancellation)
    {
        if (files.Baseline is null) throw new ModelCIException("MCI1045", "without a baseline there is nothing to differ from", "--development", "leave it out, or configure a baseline");
        if (task is null)
            throw new ModelCIException("MCI1045", "the classes are not known: the test set is sealed, and the keys are not set", "--development", "declare holdout.classes in the order of the models' scores");
        var items = DevelopmentItems.Read(configuration, development, testSet);
        // A worker of its own: the other one is bound to the test set.
        using var predictor = Start(files);
        predictor.Bind(items, task);
        using var line = new ProgressLine(terminal, time, "predicting the development set", items.Count);
        var pair = predictor.PredictAll(line, cancellation);
        var differ = pair.Candidate!.Answers.Zip(pair.Baseline!.Answers).Count(answers => answers.First != answers.Second);
        var (lower, upper) = ClopperPearson.TwoSided(differ, items.Count, SignificanceLevel.Of(Level));
        return new Disagreement(string.Join(' ', development), items.Count, differ, lower, upper);
    }

    private static CheckedModel Checked(ModelFile model, ModelSignature signature) => new(model.Shown, model.Digest, signature);
}
