using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Sealing;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;
using ModelCI.Git;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>
/// One run of the gate, in the order that makes it valid: account, predictions, opening, decision, result, report. No number that depends on
/// the test set reaches anything before its entry is appended.
/// </summary>
internal sealed class TestRun(GateConfiguration configuration, string? baseRevision, TestSetKeys? keys, Terminal terminal, TimeProvider time)
{
    private readonly GatePolicy _policy = GatePolicy.Of(configuration.Gate);

    /// <param name="started">Called first of all.</param>
    public GateReport Execute(Action started, CancellationToken cancellation)
    {
        started();
        var clauses = CompiledCondition.Of(configuration);
        // To start a process takes longer than all that comes before it is needed.
        using var predictor = PairPredictor.Start(WorkerLauncher.Command(), configuration.Limits);
        var repository = GitRepository.Around(configuration.Folder);
        using var models = new ModelFiles(configuration, repository, baseRevision);
        // It ends before the models' files go; to end twice is to end once.
        using var ended = predictor;
        var reports = new ReportBuilder(ToolVersion.Text, Command(), configuration, clauses, models.Candidate.Report, models.Baseline?.Report);
        if (models.AreEqual) return reports.Unchanged();

        var journal = new Journal(new GitLedgerStore(repository, configuration.Holdout.Name), repository, time);
        var account = journal.Load().Account;
        // The worker loads the models while the holdout is read, except where the ledger may already know the answer.
        var mayReplay = account.Evaluations.Any(evaluation => evaluation.Opening.Models.Candidate == models.Candidate.Digest);
        if (!mayReplay) Load();
        var holdout = HoldoutReader.Read(configuration.Holdout, configuration.Folder, keys);
        var resolved = CompiledCondition.Resolved(clauses, configuration, holdout.Labels.Classes);
        var testSet = new TestSetPin(
            configuration.Holdout.Name, holdout.Items.Count, holdout.Items.Digest, ReadingOrder.Public, holdout.Labels.Classes.Names);
        account.CheckPinned(testSet, _policy);
        CheckLabels(holdout);
        var key = EvaluationKey.Of(testSet.Digest, models.Candidate.Identity, models.Baseline?.Identity, _policy);
        var known = account.Find(key);
        if (known is { IsFinal: true }) return reports.Of(known, account, replayed: true, null);
        if (known is null && account.ExhaustionUnder(_policy) is { } exhaustion) return reports.Exhausted(testSet, account, exhaustion);

        if (known is null)
        {
            var level = SignificanceLevel.FromLogInverse(account.NextError(_policy, EvaluationRun.AlphabetOf(holdout)).LogInverseAlpha);
            CompiledCondition.CheckSamples(resolved, configuration, level, testSet.Items);
            PoolCheck.Check(
                resolved, _policy.Mode, new TestLevels(level, SignificanceLevel.Of(1 - _policy.Reliability)),
                PopulationAssumptions.Of(configuration.Gate.Condition, holdout.Labels.Classes, null, null), testSet.Items, "holdout.items");
        }
        if (mayReplay) Load();
        // An evaluation that waited goes on under the rules that it was opened with.
        var rules = known?.Opening.Policy ?? _policy;
        var evaluation = new EvaluationRun(configuration, rules, resolved, models, holdout, testSet, key, journal, terminal, time);
        return evaluation.Execute(reports, predictor, cancellation);

        void Load() => predictor.Load(models.Candidate.Source, models.Baseline?.Source);
    }

    private void CheckLabels(HoldoutData holdout)
    {
        if (_policy.Accounting == AccountingScheme.Paper && !holdout.Labels.IsComplete) throw LedgerProblems.PaperNeedsLabels();
    }

    private string Command() =>
        $"modelci test --config {configuration.File}{(baseRevision is null ? "" : $" --base {baseRevision}")}";
}
