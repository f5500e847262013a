using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>One evaluation, opened anew or going on after waiting for labels.</summary>
internal sealed class EvaluationRun(
    GateConfiguration configuration, GatePolicy policy, IReadOnlyList<ClauseScore> clauses, IModelPair models, AnswerRequest request,
    TestSetAccess testSet, string key, Journal journal, Lifetime lifetime, Terminal terminal, TimeProvider time)
{
    private readonly int _items = testSet.Pin.Items;
    private readonly LabelBook _labels = request.Holdout.Labels;

    public RunEnd Execute(ReportBuilder reports, CancellationToken cancellation)
    {
        var answers = models.Answer(request, () => new ProgressLine(terminal, time, "predicting", _items), cancellation);
        var opened = Open(answers, cancellation);
        var ledger = opened ?? journal.Load();
        var account = ledger.Account;
        // Nothing was opened: the question was asked before, by an evaluation that waits or in another process that was faster; or the test set ended.
        var evaluation = opened is null ? account.Find(key) : account.Evaluations[^1];
        if (evaluation is null) return new RunEnd(reports.Exhausted(ledger, lifetime.End(account)!.Value), ledger);
        if (evaluation.IsFinal) return Repeat(reports, evaluation, ledger);
        var sealedAccount = new SealedAccount(ledger);
        if (answers.Digest != sealedAccount.Details(evaluation.OpenedAt).Predictions) throw LedgerProblems.PredictionsChanged();
        var grant = sealedAccount.Grant(evaluation, _items);
        var decision = Decide(evaluation.Opening, sealedAccount.LabelsUsedByOthers(evaluation, _items), grant, answers.Predictions, cancellation);
        var recorded = Record(evaluation, decision, answers, cancellation);
        ledger = recorded ?? journal.Load();
        evaluation = ledger.Account.Evaluations[evaluation.Opening.Step - 1];
        if (recorded is null) return Repeat(reports, evaluation, ledger);
        var wanted = evaluation.IsWaiting ? testSet.Request(new SealedAccount(ledger), evaluation) : null;
        var inference = answers.Inference(decision.Evidence.ItemsRead);
        var report = reports.Of(evaluation, ledger, replayed: false, inference, lifetime.IsNearItsEnd(ledger.Account));
        return new RunEnd(report, ledger, evaluation, decision.Evidence, inference, wanted);
    }

    /// <summary>
    /// What a recorded evaluation saw, computed again for maintainers, who want its path. Nothing is written. Null where it cannot be the same: other
    /// predictions than those that were pinned, or none.
    /// </summary>
    /// <param name="evaluation">With a result.</param>
    /// <param name="records">Verifies the chain's first entries, as many as given.</param>
    public Evidence? Retrace(Evaluation evaluation, Ledger ledger, Func<int, Ledger> records, CancellationToken cancellation)
    {
        // The labels that others had used by then.
        var before = new SealedAccount(records(evaluation.ResultAt - 1));
        var (opened, recorded) = (before.Ledger.Account.Evaluations[evaluation.Opening.Step - 1], new SealedAccount(ledger).Details(evaluation.ResultAt));
        if (before.Details(opened.OpenedAt).Predictions is not { } pinned) return null;
        try
        {
            var answers = models.Answer(request, () => new ProgressLine(terminal, time, "predicting", _items), cancellation);
            if (answers.Digest != pinned) return null;
            var evidence = Decide(opened.Opening, before.LabelsUsedByOthers(opened, _items), before.Grant(opened, _items), answers.Predictions, cancellation).Evidence;
            var isSame = LabelSet.FromBytes(recorded.Labels, _items).Positions.SequenceEqual(evidence.LabelledPositions)
                && recorded.Clauses.Zip(evidence.Clauses).All(pair => pair.First.Counts.SequenceEqual(pair.Second.Kept) && pair.First.Unsure == pair.Second.Unsure);
            return isSame ? evidence : null;
        }
        catch (ModelCIException)
        {
            // The answer is recorded; what models cannot tell any more is left out.
            return null;
        }
    }

    private RunEnd Repeat(ReportBuilder reports, Evaluation evaluation, Ledger ledger) =>
        new(reports.Of(evaluation, ledger, replayed: true, null, lifetime.IsNearItsEnd(ledger.Account)), ledger, evaluation);

    /// <summary>Null when nothing was to be opened.</summary>
    private Ledger? Open(Answers answers, CancellationToken cancellation)
    {
        var alphabet = ReleasedSymbol.Alphabet(policy, clauses.Count, mayWait: !_labels.IsComplete);
        return journal.Append(Compose, cancellation);

        EntryContent? Compose(Ledger ledger)
        {
            var account = ledger.Account;
            if (account.TestSet?.DifferenceFrom(testSet.Pin) is { } difference) throw LedgerProblems.TestSetChanged(testSet.Pin.Name, difference);
            account.CheckPinned(policy);
            if (account.Find(key) is not null || lifetime.End(account) is not null) return null;
            var sealedAccount = new SealedAccount(ledger);
            var (budget, error) = (configuration.Budget, account.NextError(policy, alphabet));
            var needed = policy.Reading == Reading.Lazy
                ? [.. Enumerable.Range(0, _items)]
                : NeededLabels.Positions(Sampled(SignificanceLevel.FromLogInverse(error.LogInverseAlpha)), _labels.Classes.Count, answers.Predictions, _items);
            var isBeginning = policy.Reading == Reading.Whole && clauses.Count(score => !score.IsLabelFree) <= 1;
            var grant = LabelGrant.Of(
                needed, isBeginning, sealedAccount.LabelsUsed(_items), sealedAccount.LabelsCharged(_items), budget.LabelsPerRun, budget.Labels);
            return new EntryContent(
                header => new OpenEntry(
                    header, account.NextStep, key, testSet.Pin, new EvaluatedModels(models.Candidate.Digest, models.Baseline?.Digest), policy,
                    error, LabelReserve.After(account.Reserved, budget.Labels, budget.LabelsPerRun, _items)),
                SealedDetails.OfOpening(grant, answers.Digest), _items, testSet.NewPins(ledger), testSet.NewCommitments(ledger));
        }
    }

    private Decision Decide(OpenEntry opening, LabelSet used, LabelGrant grant, IPairedPredictions predictions, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var levels = new TestLevels(SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha), SignificanceLevel.Of(opening.Error.Beta));
        return Gate.Decide(
            Sampled(levels.Alpha), opening.Policy.Mode, levels, _labels.Classes.Count, predictions,
            new OrderedLabels(_labels, testSet.Order), new LabelAllowance(used.Members, grant.NewLabels, grant.MayUse.Members));
    }

    private static SealedModel Seal(ModelFindings model) =>
        new(model.LabelDiffersFromScores, model.SampleSize, model.SampleDiffers, model.HasConstantScores);

    private IReadOnlyList<ClauseScore> Sampled(SignificanceLevel alpha) => FixedSampling.Size(clauses, policy.Mode, alpha);

    /// <summary>Null where another process recorded the verdict of the same evaluation, which had waited, in the meantime.</summary>
    private Ledger? Record(Evaluation evaluation, Decision decision, Answers answers, CancellationToken cancellation)
    {
        // Another process may have opened the same question under other feedback.
        var rules = evaluation.Opening.Policy;
        var symbol = Symbols.Of(decision, rules);
        var evidence = decision.Evidence;
        return journal.Append(
            ledger =>
            {
                var current = ledger.Account.Evaluations[evaluation.Opening.Step - 1];
                if (current.IsFinal) return null;
                // The test set may have been extended meanwhile, and labels of its later items used: positions of the earlier ones stay.
                var items = ledger.Account.TestSet!.Items;
                var labels = new LabelSet(items, evidence.LabelledPositions);
                // What is new is known only now: evaluations at the same time may have used the same labels first.
                var account = new SealedAccount(ledger);
                var fresh = labels.CountOutside(account.LabelsUsedByOthers(current, items));
                var details = new SealedDetails(
                    labels.ToBytes(), account.LabelsUsed(items).Union(labels).ToBytes(), fresh, RecordedEnd.Of(decision), [.. answers.Findings.Select(model => model.Ties)],
                    [.. evidence.Clauses.Select(SealedClause.Of)],
                    Models: answers.Findings.Count == 0 ? null : [.. answers.Findings.Select(Seal)]);
                var shown = rules.Feedback == Feedback.Estimates && symbol.IsFinal
                    ? new ShownCounts(
                        labels.Count, fresh, [.. evidence.Clauses.Select(ShownClause.Of)],
                        (decision as Decision.Undecided)?.Of)
                    : null;
                // Labels that came while it waited are committed to here: their first use was now.
                var after = ledger.After(evaluation.Opening, symbol, shown);
                return new EntryContent(
                    header => new ResultEntry(header, evaluation.Hash, symbol, shown, after), details, items, null, testSet.NewCommitments(ledger));
            },
            cancellation);
    }
}
