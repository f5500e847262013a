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
        var predictions = Predict(predictor, cancellation, out var digest);
        var ledger = Open(digest, cancellation);
        var account = ledger.Account;
        var evaluation = account.Find(key) ?? account.Evaluations[^1];
        // Another process may have answered the same question in the meantime.
        if (evaluation.IsFinal) return reports.Of(evaluation, account, replayed: true, null);
        if (digest != evaluation.Opening.Models.Predictions) throw LedgerProblems.PredictionsChanged();

        var decision = Decide(evaluation, account, predictions, cancellation);
        account = Record(evaluation, decision, predictor, cancellation).Account;
        var recorded = account.Evaluations[evaluation.Opening.Step - 1];
        return reports.Of(recorded, account, replayed: false, Inference(decision, predictor));
    }

    private IPairedPredictions Predict(PairPredictor predictor, CancellationToken cancellation, out string? digest)
    {
        predictor.Bind(holdout.Items, holdout.Labels.Classes);
        if (policy.Reading == Reading.Lazy)
        {
            // Not known before the opening: the ledger then pins the models only.
            digest = null;
            return predictor.ReadInOrder(_order.Rows);
        }
        using var progress = new ProgressLine(terminal, time, "predicting", testSet.Items);
        var pairs = predictor.PredictAll(progress, cancellation);
        var predictions = new WholePredictions(InOrder(pairs.Candidate), pairs.Baseline is null ? null : InOrder(pairs.Baseline));
        digest = PredictionDigest.Of(holdout.Items.Ids, _order, predictions);
        return predictions;
    }

    private Ledger Open(string? predictions, CancellationToken cancellation)
    {
        var alphabet = holdout.Labels.IsComplete
            ? new[] { ReleasedSymbol.Pass, ReleasedSymbol.Fail }
            : [ReleasedSymbol.Pass, ReleasedSymbol.Fail, ReleasedSymbol.Waiting];
        var opened = journal.Append(testSet.Items, SealedDetails.None, Compose, cancellation);
        return opened ?? journal.Load();

        LedgerEntry? Compose(Account account, EntryHeader header)
        {
            account.CheckPinned(testSet, policy);
            if (account.Find(key) is not null) return null;
            if (account.ExhaustionUnder(policy) is { } exhaustion) throw new ExhaustedMeanwhileException(account, exhaustion);
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
            clauses, policy.Mode, levels, holdout.Labels.Classes.Count, predictions, new OrderedLabels(holdout.Labels, _order),
            new LabelAllowance(used, NewLabels(used.Count(label => label))));
    }

    /// <summary>The limit of this run, and what the budget of the test set's life leaves.</summary>
    private int? NewLabels(int used)
    {
        var left = configuration.Budget.Labels is { } budget ? Math.Max(0, budget - used) : (int?)null;
        return configuration.Budget.LabelsPerRun is { } perRun ? Math.Min(perRun, left ?? perRun) : left;
    }

    private Ledger Record(Evaluation evaluation, Decision decision, PairPredictor predictor, CancellationToken cancellation)
    {
        var symbol = Symbol(decision);
        var evidence = decision.Evidence;
        var shown = policy.Feedback == Feedback.Estimates && symbol != ReleasedSymbol.Waiting
            ? new ShownCounts(
                evidence.LabelledPositions.Count, evidence.NewLabels,
                [.. evidence.Clauses.Select(clause => new ShownClause(clause.Outcome, clause.Counts))])
            : null;
        var details = new SealedDetails(
            SealedDetails.Bits(evidence.LabelledPositions, testSet.Items), Reason(decision), predictor.Ties,
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

    private static InferenceReport Inference(Decision decision, PairPredictor predictor) => new(
        decision.Evidence.ItemsRead, predictor.ItemsInferred, predictor.WorkerItemsInferred, predictor.BatchSize);

    private int[] InOrder(int[] byRow)
    {
        var ordered = new int[byRow.Length];
        for (var position = 0; position < ordered.Length; position++) ordered[position] = byRow[_order.RowAt(position)];
        return ordered;
    }
}
