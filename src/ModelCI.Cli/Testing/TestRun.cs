using ModelCI.Cli.Configuration;
using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Predicting;
using ModelCI.Cli.Terminals;
using ModelCI.Cli.Validating;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Reports;
using ModelCI.Core.Sealing;
using ModelCI.Git;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>
/// One run of the gate, in the order that makes it valid: account, predictions, opening, decision, result, report. No number that depends on
/// the test set reaches anything before its entry is appended.
/// </summary>
internal sealed class TestRun(RulingConfiguration ruling, TestOptions options, TestSetKeys? keys, Terminal terminal, TimeProvider time)
{
    private readonly GateConfiguration _configuration = ruling.Settings;
    private readonly GatePolicy _policy = GatePolicy.Of(ruling.Settings);

    /// <param name="started">Called first of all.</param>
    public TestOutcome Execute(Action started, CancellationToken cancellation)
    {
        started();
        var clauses = CompiledCondition.Of(_configuration);
        AccountRules.CheckKey(_policy, keys);
        // To start a process takes longer than all that comes before it is needed.
        using var predictor = options.HasPredictions ? null : PairPredictor.Start(WorkerLauncher.Command(), _configuration.Limits);
        var repository = GitRepository.Around(_configuration.Folder);
        var access = new LedgerAccess(_configuration, repository, keys, options.IsOffline, time, options.Origin);
        AccountRules.CheckPlace(_policy, access.Place);
        using var models = Pair(predictor, repository, access.Seal);
        var secrecy = SecrecyOf(access);
        var reports = new ReportBuilder(
            ToolVersion.Text, Command(), _configuration, clauses, models.Candidate.Report, models.Baseline?.Report, secrecy, ruling.Origin);
        var end = models.Candidate.Identity == models.Baseline?.Identity
            ? new RunEnd(reports.Unchanged())
            : Evaluate(clauses, models, repository, access, reports, cancellation);
        return new Editions(_configuration, clauses, access, time).Of(end, options.IsForMaintainers);
    }

    private RunEnd Evaluate(
        IReadOnlyList<ClauseScore> clauses, IModelPair models, GitRepository repository, LedgerAccess access, ReportBuilder reports, CancellationToken cancellation)
    {
        var ledger = access.Load();
        if (access.EnterOffline(cancellation) is > 0 and var entered)
        {
            terminal.Note($"verdicts that were shown offline and are entered into the account now: {entered}");
            ledger = access.Load();
        }
        // Models are loaded while the holdout is read, except where the ledger may already know the answer.
        if (ledger.Account.Evaluations.All(evaluation => evaluation.Opening.Models.Candidate != models.Candidate.Digest)) models.Prepare();
        var holdout = HoldoutFiles.Read(_configuration, keys, terminal, time);
        foreach (var warning in HoldoutGuard.Check(_configuration, holdout)) terminal.Note(warning);
        var task = ConfiguredTask.Of(_configuration, holdout.Labels);
        var resolved = CompiledCondition.Resolved(clauses, _configuration, task);
        var testSet = TestSetAccess.Of(_configuration.Holdout.Name, holdout, ledger, access.Seal, isForLabellers: false);
        var account = ledger.Account;
        account.CheckPinned(_policy);
        AccountRules.CheckLabels(_policy, holdout.Labels.IsComplete);
        if (ledger.Entries.Count == 0)
        {
            OtherPlaces.Check(_configuration, repository, access.Place);
            foreach (var other in OtherTestSets.CheckApart(_configuration, repository, holdout.Items, access.Seal))
                terminal.Note($"the account of the test set '{other}' has another key: whether it shares items with this one cannot be told");
        }

        var lifetime = new Lifetime(_configuration, _policy, resolved, holdout.Labels.Classes, testSet.Pin.Items);
        var key = EvaluationKey.Of(testSet.Pin.Digest, models.Candidate.Identity, models.Baseline?.Identity, _policy);
        var known = account.Find(key);
        if (known is { IsFinal: true }) return Repeat(known);
        // Whoever read the sealed details, or has the items in clear since, could choose which evaluations go on.
        if (account.Retired is { } retired) return new RunEnd(reports.Exhausted(ledger, retired), ledger);
        // No label came since it began to wait: it would wait again, and say so at a price.
        if (known is { IsWaiting: true } && !testSet.HasNewLabels(new SealedAccount(ledger), known))
            return Repeat(known) with { Request = testSet.Request(new SealedAccount(ledger), known) };
        if (known is null && lifetime.End(account) is { } end) return new RunEnd(reports.Exhausted(ledger, end), ledger);
        if (known is null) lifetime.CheckFirst(account);
        return Run().Execute(reports, cancellation);

        EvaluationRun Run()
        {
            // An evaluation that waited goes on under the rules that it was opened with.
            var rules = known?.Opening.Policy ?? _policy;
            var request = new AnswerRequest(holdout, task, testSet.Order, task.IsRegression, rules.Reading, SliceBits(holdout.Slices));
            return new EvaluationRun(_configuration, rules, resolved, models, request, testSet, key, access.Journal, lifetime, terminal, time);
        }

        RunEnd Repeat(Evaluation recorded)
        {
            var evidence = options.IsForMaintainers
                ? Run().Retrace(recorded, ledger, entries => Ledger.Verify([.. ledger.Records.Take(entries)], access.Seal), cancellation)
                : null;
            return new RunEnd(reports.Of(recorded, ledger, replayed: true, null, lifetime.IsNearItsEnd(account)), ledger, recorded, evidence);
        }
    }

    private int[] SliceBits(SliceTable slices) =>
        [.. _configuration.Gate.Condition.Slices.Order(StringComparer.Ordinal).Select(name => slices.Names.ToList().IndexOf(name))];

    private IModelPair Pair(PairPredictor? predictor, GitRepository repository, LedgerSeal seal)
    {
        if (predictor is null) return PredictedPair.Read(_configuration, options.Predictions, options.BaselinePredictions, seal);
        var files = new ModelFiles(_configuration, repository, options.BaseRevision, options.Candidate, ruling.BaseCommit);
        files.FindBoth();
        return new LoadedPair(files, predictor, options.KeepsAnswers ? AnswerCache.Open(keys) : null);
    }

    private Secrecy SecrecyOf(LedgerAccess access) => new(
        HoldoutReader.IsSealed(_configuration.Holdout), access.Seal.IsKeyed, access.Place is LedgerPlace.Local, access.Place is LedgerPlace.Offline);

    private string Command() => string.Join(' ', (string[])
    [
        "modelci test --config", _configuration.File,
        .. options.BaseRevision is { } revision ? ["--base", revision] : (string[])[],
        .. options.ConfigurationRevision is { } rules ? ["--config-from", rules] : (string[])[],
        .. options.Candidate is { } model ? ["--candidate", $"'{model}'"] : (string[])[],
        .. options.IsOffline ? ["--offline"] : (string[])[],
        .. options.Predictions is { } candidate ? ["--predictions", $"'{candidate}'"] : (string[])[],
        .. options.BaselinePredictions is { } baseline ? ["--baseline-predictions", $"'{baseline}'"] : (string[])[],
    ]);
}
