using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>One evaluation, opened anew or going on after waiting for labels.</summary>
internal sealed class EvaluationRun(
    GateConfiguration configuration, GatePolicy policy, IReadOnlyList<ClauseScore> clauses, ModelFiles models, HoldoutData holdout,
    TestSetAccess testSet, string key, Journal journal, Lifetime lifetime, Terminal terminal, TimeProvider time)
{
    private readonly int _items = testSet.Pin.Items;

    public TestOutcome Execute(ReportBuilder reports, PairPredictor predictor, CancellationToken cancellation)
    {
        predictor.Bind(holdout.Items, holdout.Labels.Classes);
        var answers = Answers.Of(predictor, policy.Reading, holdout, testSet.Order, () => new ProgressLine(terminal, time, "predicting", _items), cancellation);
        var opened = Open(answers, cancellation);
        var ledger = opened ?? journal.Load();
        var account = ledger.Account;
        // Nothing was opened: the question was asked before, by an evaluation that waits or in another process that was faster; or the test set ended.
        var evaluation = opened is null ? account.Find(key) : account.Evaluations[^1];
        if (evaluation is null) return new TestOutcome(reports.Exhausted(ledger, lifetime.End(account)!.Value));
        if (evaluation.IsFinal) return Report(reports, evaluation, ledger, replayed: true, null, []);
        if (answers.Digest != evaluation.Opening.Models.Predictions) throw LedgerProblems.PredictionsChanged();

        var sealedAccount = new SealedAccount(ledger);
        var grant = sealedAccount.Grant(evaluation, _items);
        var decision = Decide(evaluation.Opening, sealedAccount.LabelsUsedByOthers(evaluation, _items), grant, answers.Predictions, cancellation);
        ledger = Record(evaluation, decision, answers, cancellation);
        evaluation = ledger.Account.Evaluations[evaluation.Opening.Step - 1];
        return Report(reports, evaluation, ledger, replayed: false, answers.Inference(decision.Evidence.ItemsRead), Requested(evaluation, grant.MayUse));
    }

    private TestOutcome Report(
        ReportBuilder reports, Evaluation evaluation, Ledger ledger, bool replayed, InferenceReport? inference, IReadOnlyList<string> requested) =>
        new(reports.Of(evaluation, ledger, replayed, inference, lifetime.IsNearItsEnd(ledger.Account)), requested);

    /// <summary>Null when nothing was to be opened.</summary>
    private Ledger? Open(Answers answers, CancellationToken cancellation)
    {
        var alphabet = ReleasedSymbol.Alphabet(policy, clauses.Count, mayWait: !holdout.Labels.IsComplete);
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
                : NeededLabels.Positions(Sampled(SignificanceLevel.FromLogInverse(error.LogInverseAlpha)), holdout.Labels.Classes.Count, answers.Predictions, _items);
            var isBeginning = policy.Reading == Reading.Whole && clauses.Count(score => !score.IsLabelFree) <= 1;
            var grant = LabelGrant.Of(
                needed, isBeginning, sealedAccount.LabelsUsed(_items), sealedAccount.LabelsCharged(_items), budget.LabelsPerRun, budget.Labels);
            return new EntryContent(
                header => new OpenEntry(
                    header, account.NextStep, key, testSet.Pin, new EvaluatedModels(models.Candidate.Digest, models.Baseline?.Digest, answers.Digest), policy,
                    error, LabelReserve.After(account.Reserved, budget.Labels, budget.LabelsPerRun, _items)),
                SealedDetails.OfOpening(grant), _items, testSet.NewPins(ledger), testSet.NewCommitments(ledger));
        }
    }

    private Decision Decide(OpenEntry opening, LabelSet used, LabelGrant grant, IPairedPredictions predictions, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var levels = new TestLevels(SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha), SignificanceLevel.Of(opening.Error.Beta));
        return Gate.Decide(
            Sampled(levels.Alpha), policy.Mode, levels, holdout.Labels.Classes.Count, predictions,
            new OrderedLabels(holdout.Labels, testSet.Order), new LabelAllowance(used.Members, grant.NewLabels, grant.MayUse.Members));
    }

    private IReadOnlyList<ClauseScore> Sampled(SignificanceLevel alpha) => FixedSampling.Size(clauses, policy.Mode, alpha);

    private Ledger Record(Evaluation evaluation, Decision decision, Answers answers, CancellationToken cancellation)
    {
        var symbol = Symbols.Of(decision, policy);
        var evidence = decision.Evidence;
        var labels = new LabelSet(_items, evidence.LabelledPositions);
        return journal.Append(
            ledger =>
            {
                // What is new is known only now: evaluations at the same time may have used the same labels first.
                var before = new SealedAccount(ledger).LabelsUsed(_items);
                var fresh = labels.CountOutside(before);
                var details = new SealedDetails(
                    labels.ToBytes(), before.Union(labels).ToBytes(), fresh, Symbols.Reason(decision), answers.Ties,
                    [.. evidence.Clauses.Select(clause => new SealedClause(clause.Outcome.ToString(), clause.Counts, clause.Unsure, clause.AcceptLogValue, clause.RefuseLogValue))]);
                var shown = policy.Feedback == Feedback.Estimates && symbol.IsFinal
                    ? new ShownCounts(
                        labels.Count, fresh, [.. evidence.Clauses.Select(ShownClause.Of)],
                        (decision as Decision.Undecided)?.Of)
                    : null;
                return new EntryContent(header => new ResultEntry(header, evaluation.Hash, symbol, shown), details, _items);
            },
            cancellation)!;
    }

    /// <summary>The next items in reading order that need a label: a function of the predictions, for labellers only.</summary>
    private IReadOnlyList<string> Requested(Evaluation evaluation, LabelSet mayUse) => evaluation.IsWaiting && !journal.Seal.IsKeyed
        ? [.. mayUse.Positions.Select(testSet.Order.RowAt).Where(row => holdout.Labels[row] == Core.Items.LabelBook.Missing).Select(row => holdout.Items.Ids[row])]
        : [];
}
