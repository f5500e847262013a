using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Reports;

/// <summary>
/// Builds the developers' report from the configuration and the ledger alone, so that a replay reads as the first run did and nothing can be
/// shown that the ledger has not released.
/// </summary>
/// <param name="tool">Version of ModelCI.</param>
/// <param name="command">Reproduces the run.</param>
/// <param name="secrecy">What is readable and where the account lives.</param>
/// <param name="origin">Where the configuration was read from; null for the work tree.</param>
public sealed class ReportBuilder(
    string tool, string command, GateConfiguration configuration, IReadOnlyList<ClauseScore> clauses, ModelReport candidate, ModelReport? baseline,
    Secrecy secrecy, ConfigurationReport? origin)
{
    /// <summary>Candidate and baseline are the same: nothing was opened.</summary>
    public GateReport Unchanged() => Build(Verdict.Unchanged, new TestSetReport(configuration.Holdout.Name, null, null, null), null);

    /// <summary>The test set takes no further evaluation.</summary>
    public GateReport Exhausted(Ledger ledger, Exhaustion exhaustion) =>
        Build(Verdict.Exhausted, Describe(ledger.Account.TestSet!, ledger), ledger.Account) with { Exhaustion = exhaustion };

    /// <summary>The recorded result of <paramref name="evaluation"/>.</summary>
    /// <param name="ledger">The ledger, this result included.</param>
    /// <param name="inference">Shown only where the evaluation's feedback allows it.</param>
    /// <param name="isLast">Whether the account's next level asks for more than test set or label budget have.</param>
    /// <exception cref="ArgumentException">Nothing is recorded yet: there is nothing that may be shown.</exception>
    public GateReport Of(Evaluation evaluation, Ledger ledger, bool replayed, InferenceReport? inference, bool isLast)
    {
        var account = ledger.Account;
        var result = evaluation.Result ?? throw new ArgumentException("an evaluation without a recorded result", nameof(evaluation));
        var opening = evaluation.Opening;
        var shown = result.Shown;
        var policy = GatePolicy.Of(configuration);
        var next = account.ExhaustionUnder(policy) is null ? account.NextError(policy, opening.Error.Alphabet).LogInverseAlpha : (double?)null;
        var report = Build(VerdictOf(result.Symbol, opening.Policy.Mode), Describe(opening.TestSet, ledger), account);
        return report with
        {
            Replayed = replayed,
            Resolution = shown is null ? Reason(result.Symbol, opening) : Resolve(shown, opening),
            RefusedClause = result.Symbol.RefusedClause,
            Notices = isLast ? [.. report.Notices, Notice.NewTestSetSoon] : report.Notices,
            Clauses = [.. clauses.Select((clause, index) => Describe(clause, shown?.Clauses[index], opening))],
            Error = new ErrorReport(
                opening.Step, opening.Policy.Steps, opening.Error.Alpha, opening.Error.LogInverseAlpha, opening.Error.Beta,
                evaluation.Nats, account.NatsPaid, account.RunsLeft(policy), next),
            Labels = Labels(account, shown is null ? null : Use(shown, account, opening.TestSet.Items)),
            Inference = shown is null ? null : inference,
        };
    }

    private GateReport Build(Verdict verdict, TestSetReport testSet, Account? account)
    {
        var gate = configuration.Gate;
        var deltas = (account?.Evaluations ?? []).Select(evaluation => 1 - evaluation.Opening.Policy.Reliability);
        return new GateReport(
            GateReport.CurrentSchema, tool, verdict, GateReport.ExitCodeOf(verdict), null, null, false, gate.Condition.Display,
            [.. clauses.Select(clause => Describe(clause, null, null))], candidate, baseline, testSet,
            new GuaranteeReport(gate.Mode, gate.Reliability, deltas.Append(1 - gate.Reliability).Max(), gate.Adaptivity, gate.Feedback, gate.Accounting, gate.Method),
            null, Labels(account, null), null, null, [.. Notices(testSet)], command, origin);
    }

    private IEnumerable<Notice> Notices(TestSetReport testSet)
    {
        if (!secrecy.IsHoldoutSealed) yield return Notice.UnsealedHoldout;
        if (!secrecy.IsLedgerSealed) yield return Notice.UnsealedLedger;
        if (secrecy.IsLedgerLocal) yield return Notice.LocalLedger;
        if (secrecy.IsProvisional) yield return Notice.Provisional;
        else if (testSet.Account is not null && configuration.Holdout.Account is null) yield return Notice.AccountNotPinned;
        if (configuration.Gate.Reading == Reading.Lazy) yield return Notice.LazyReading;
        if (clauses.Any(clause => clause.IsNarrowed)) yield return Notice.NarrowedTolerance;
        if (configuration.Gate.Feedback == Feedback.Estimates) yield return Notice.EstimatesPaid;
    }

    private LabelReport Labels(Account? account, LabelUse? use)
    {
        var (budget, reserved) = (configuration.Budget, account?.Reserved);
        return new LabelReport(budget.Labels, budget.LabelsPerRun, reserved, budget.Cost?.Amount * reserved, budget.Cost?.Currency, use);
    }

    private LabelUse Use(ShownCounts shown, Account account, int items)
    {
        var total = account.LabelsShown();
        return new LabelUse(
            shown.LabelsNeeded, shown.LabelsNeeded - shown.LabelsNew, shown.LabelsNew, total, configuration.Budget.Labels - total, items);
    }

    private static TestSetReport Describe(TestSetPin testSet, Ledger ledger) => new(testSet.Name, testSet.Items, testSet.Digest, First(ledger));

    private static string? First(Ledger ledger) => ledger.Records.Count == 0 ? null : ledger.Records[0].Hash;

    private static Verdict VerdictOf(ReleasedSymbol symbol, Mode mode)
    {
        if (symbol == ReleasedSymbol.Waiting) return Verdict.Waiting;
        if (symbol == ReleasedSymbol.Accepted) return Verdict.Accepted;
        return symbol.IsPass(mode) ? Verdict.Pass : Verdict.Fail;
    }

    /// <summary>What the symbol itself says under <c>feedback: reason</c>.</summary>
    private static Resolution? Reason(ReleasedSymbol symbol, OpenEntry opening)
    {
        if (opening.Policy.Feedback != Feedback.Reason) return null;
        if (symbol == ReleasedSymbol.Pass) return Resolution.Accepted;
        if (symbol == ReleasedSymbol.Undecided) return Resolution.Undecided;
        return symbol.RefusedClause is null ? null : Resolution.Refused;
    }

    private static Resolution Resolve(ShownCounts shown, OpenEntry opening)
    {
        if (shown.Clauses.Any(clause => clause.Outcome == ClauseOutcome.Refused)) return Resolution.Refused;
        if (shown.Clauses.All(clause => clause.Outcome == ClauseOutcome.Accepted)) return Resolution.Accepted;
        return Shortage(shown, opening) == Gating.Shortage.Items ? Resolution.UndecidedItems : Resolution.UndecidedLabels;
    }

    /// <summary>Entries of earlier versions say it by their counts: their clauses consumed every item.</summary>
    private static Shortage Shortage(ShownCounts shown, OpenEntry opening) => shown.Shortage
        ?? (shown.Clauses.Any(clause => clause.Outcome == ClauseOutcome.Undecided && clause.Items == opening.TestSet.Items)
            ? Gating.Shortage.Items
            : Gating.Shortage.Labels);

    private static ClauseReport Describe(ClauseScore score, ShownClause? shown, OpenEntry? opening)
    {
        var described = shown is null || opening is null
            ? null
            : Shown(score, shown, SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha));
        return new ClauseReport(score.Clause.ToString(), score.Clause.Constant, score.Epsilon, score.IsNarrowed, score.IsLabelFree, described, score.Slice);
    }

    /// <summary>What a clause saw, as a function of its counts alone, with one-sided limits at <paramref name="alpha"/> each.</summary>
    public static ClauseShown Shown(ClauseScore score, ShownClause shown, SignificanceLevel alpha)
    {
        var (infimum, supremum, unsure) = (score.Infimum, score.Supremum, shown.Unsure ?? 0);
        if (shown.Sum is not { } sum)
        {
            return Shown(
                score, shown, MeanLimits.Lower(score.DistinctValues, shown.Counts, infimum, supremum, alpha, unsure),
                MeanLimits.Upper(score.DistinctValues, shown.Counts, infimum, supremum, alpha, unsure));
        }
        var share = shown.Items == 0 ? 0 : (double)sum / shown.Items / LossGrid.Cells;
        return Shown(
            score, shown, MeanLimits.LowerOfMean(shown.Items, share, infimum, supremum, alpha, unsure),
            MeanLimits.UpperOfMean(shown.Items, share, infimum, supremum, alpha, unsure));
    }

    /// <summary>
    /// What a clause saw, for people who may see the path: limits are those of the confidence sequence, one-sided at <paramref name="alpha"/> each.
    /// </summary>
    public static ClauseShown Seen(ClauseEvidence evidence, SignificanceLevel alpha)
    {
        var limits = evidence.Limits(alpha);
        return Shown(evidence.Score, ShownClause.Of(evidence), limits.Lower, limits.Upper);
    }

    private static ClauseShown Shown(ClauseScore score, ShownClause shown, double least, double most)
    {
        var sign = score.IsTurned ? -1 : 1;
        // Limits of a rising function of the mean are the function of its limits.
        var (lower, upper) = (score.ToMetric(least), score.ToMetric(most));
        var mean = shown.Sum is { } indices
            ? LossGrid.ValueAt(score.Infimum, score.Supremum, (double)indices / shown.Items)
            : score.DistinctValues.Select((value, index) => value * shown.Counts[index]).Sum() / shown.Items;
        var counts = shown.Sum is null ? score.DistinctValues.Select((value, index) => new ValueCount((sign * value) + 0.0, shown.Counts[index])) : [];
        return new ClauseShown(
            shown.Outcome, shown.Items, shown.Items == 0 ? null : (sign * score.ToMetric(mean)) + 0.0,
            score.IsTurned ? -upper : lower, score.IsTurned ? -lower : upper,
            (score.IsTurned ? -score.Supremum : score.Infimum) + 0.0, (score.IsTurned ? -score.Infimum : score.Supremum) + 0.0,
            [.. score.IsTurned ? counts.Reverse() : counts], score.Meaning, shown.Unsure is > 0 ? shown.Unsure : null);
    }
}
