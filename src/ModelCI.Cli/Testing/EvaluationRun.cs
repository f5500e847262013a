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
    TestSetPin testSet, string key, Journal journal, Terminal terminal, TimeProvider time)
{
    private readonly ReadingOrder _order = ReadingOrder.OfUnsealed(holdout.Items.Ids);

    public GateReport Execute(ReportBuilder reports, PairPredictor predictor, CancellationToken cancellation)
    {
        predictor.Bind(holdout.Items, holdout.Labels.Classes);
        var answers = Answers.Of(predictor, policy.Reading, holdout, _order, () => new ProgressLine(terminal, time, "predicting", testSet.Items), cancellation);
        var opened = Open(answers.Digest, cancellation);
        var account = (opened ?? journal.Load()).Account;
        // Nothing was opened: the question was asked before, by an evaluation that waits or in another process that was faster; or the steps ran out.
        var evaluation = opened is null ? account.Find(key) : account.Evaluations[^1];
        if (evaluation is null) return reports.Exhausted(testSet, account, account.ExhaustionUnder(policy)!.Value);
        if (evaluation.IsFinal) return reports.Of(evaluation, account, replayed: true, null);
        if (answers.Digest != evaluation.Opening.Models.Predictions) throw LedgerProblems.PredictionsChanged();

        var decision = Decide(evaluation, account, answers.Predictions, cancellation);
        account = Record(evaluation, decision, answers, cancellation).Account;
        return reports.Of(account.Evaluations[evaluation.Opening.Step - 1], account, replayed: false, answers.Inference(decision.Evidence.ItemsRead));
    }

    /// <summary>What an evaluation may release: it waits only where a label is missing.</summary>
    public static ReleasedSymbol[] AlphabetOf(HoldoutData holdout) => holdout.Labels.IsComplete
        ? [ReleasedSymbol.Pass, ReleasedSymbol.Fail]
        : [ReleasedSymbol.Pass, ReleasedSymbol.Fail, ReleasedSymbol.Waiting];

    /// <summary>Null when nothing was to be opened.</summary>
    private Ledger? Open(string? predictions, CancellationToken cancellation)
    {
        var alphabet = AlphabetOf(holdout);
        return journal.Append(testSet.Items, SealedDetails.None, Compose, cancellation);

        LedgerEntry? Compose(Account account, EntryHeader header)
        {
            account.CheckPinned(testSet, policy);
            if (account.Find(key) is not null || account.ExhaustionUnder(policy) is not null) return null;
            return new OpenEntry(
                header, account.NextStep, key, testSet,
                new EvaluatedModels(models.Candidate.Digest, models.Baseline?.Digest, predictions), policy,
                account.NextError(policy, alphabet),
                LabelReserve.After(account.Reserved, configuration.Budget.Labels, configuration.Budget.LabelsPerRun, testSet.Items));
        }
    }

    private Decision Decide(Evaluation evaluation, Account account, IPairedPredictions predictions, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var error = evaluation.Opening.Error;
        var used = account.LabelsUsed(testSet.Items, evaluation);
        var levels = new TestLevels(SignificanceLevel.FromLogInverse(error.LogInverseAlpha), SignificanceLevel.Of(error.Beta));
        return Gate.Decide(
            FixedSampling.Size(clauses, policy.Mode, levels.Alpha), policy.Mode, levels, holdout.Labels.Classes.Count, predictions,
            new OrderedLabels(holdout.Labels, _order), new LabelAllowance(used, NewLabels(evaluation.Opening.Labels, used.Count(label => label))));
    }

    /// <summary>
    /// The limit of this run, and what the budget of the test set's life leaves: as the opening fixed them, since what it reserved is the
    /// public bound on what is used.
    /// </summary>
    private static int? NewLabels(LabelReserve limits, int used)
    {
        var left = limits.Budget is { } budget ? Math.Max(0, budget - used) : (int?)null;
        return limits.PerRun is { } perRun ? Math.Min(perRun, left ?? perRun) : left;
    }

    private Ledger Record(Evaluation evaluation, Decision decision, Answers answers, CancellationToken cancellation)
    {
        var symbol = Symbol(decision);
        var evidence = decision.Evidence;
        var shown = policy.Feedback == Feedback.Estimates && symbol != ReleasedSymbol.Waiting
            ? new ShownCounts(
                evidence.LabelledPositions.Count, evidence.NewLabels,
                [.. evidence.Clauses.Select(clause => new ShownClause(clause.Outcome, clause.Counts))],
                (decision as Decision.Undecided)?.Of)
            : null;
        var details = new SealedDetails(
            SealedDetails.Bits(evidence.LabelledPositions, testSet.Items), Reason(decision), answers.Ties,
            [.. evidence.Clauses.Select(clause => new SealedClause(clause.Outcome.ToString(), clause.Counts, clause.AcceptLogValue, clause.RefuseLogValue))]);
        return journal.Append(testSet.Items, details, (_, header) => new ResultEntry(header, evaluation.Hash, symbol, shown), cancellation)!;
    }

    /// <summary>Undecided is resolved by the mode: in doubt fp-free fails and fn-free passes.</summary>
    private ReleasedSymbol Symbol(Decision decision) => decision switch
    {
        Decision.Passed => ReleasedSymbol.Pass,
        Decision.Failed => ReleasedSymbol.Fail,
        Decision.Undecided => policy.Mode == Mode.FpFree ? ReleasedSymbol.Fail : ReleasedSymbol.Pass,
        Decision.Waiting => ReleasedSymbol.Waiting,
        _ => throw new InvalidOperationException($"unknown decision {decision}"),
    };

    private static string Reason(Decision decision) => decision switch
    {
        Decision.Undecided undecided => $"undecided for want of {undecided.Of.ToString().ToLowerInvariant()}",
        _ => decision.GetType().Name.ToLowerInvariant(),
    };
}
