using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Reports;

/// <summary>Fills a developers' report with what the sealed part of its result and the run itself tell.</summary>
/// <param name="clauses">The condition, as the report has it.</param>
/// <param name="account">Opened with the account's key.</param>
/// <param name="labelBudget">Over the life of the test set; null for no limit.</param>
public sealed class MaintainerReportBuilder(IReadOnlyList<ClauseScore> clauses, SealedAccount account, int? labelBudget)
{
    /// <summary>Of an evaluation with a result.</summary>
    /// <param name="report">Of the same evaluation.</param>
    /// <param name="evidence">Of the run, or computed again; null where that cannot be.</param>
    /// <param name="inference">Of the run; null on a replay.</param>
    public MaintainerReport Of(GateReport report, Evaluation evaluation, Evidence? evidence, InferenceReport? inference)
    {
        var (opening, details) = (evaluation.Opening, account.Details(evaluation.ResultAt));
        var levels = new TestLevels(SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha), SignificanceLevel.Of(opening.Error.Beta));
        var (verdict, resolution) = RecordedEnd.Read(details.Reason, opening.Policy.Mode);
        var shown = clauses.Select((clause, index) => evidence is null
            ? ReportBuilder.Shown(clause, ShownOf(details.Clauses[index]), levels.Alpha)
            : ReportBuilder.Seen(evidence.Clauses[index], levels.Alpha)).ToArray();
        var refused = Array.FindIndex(shown, clause => clause.Outcome == ClauseOutcome.Refused);
        var complete = report with
        {
            Verdict = verdict,
            Resolution = resolution,
            RefusedClause = refused < 0 ? null : refused + 1,
            Clauses = [.. report.Clauses.Select((clause, index) => clause with { Shown = shown[index] })],
            Labels = report.Labels with { Used = Use(details, opening.TestSet.Items) },
            Inference = inference,
        };
        return new MaintainerReport(
            complete, evidence is not null,
            [.. clauses.Select((clause, index) => Trace(clause, details.Clauses[index], evidence?.Clauses[index], opening.Policy.Mode, levels))]);
    }

    private ClauseTrace Trace(ClauseScore score, SealedClause kept, ClauseEvidence? evidence, Mode mode, TestLevels levels)
    {
        // Bets are made against both ends of the zone; a fixed sample's mean must leave it on one side.
        var isFixed = score.Method != DecisionMethod.Sequential;
        var from = score.Threshold - ((isFixed ? 1 : mode == Mode.FpFree ? 0 : 2) * score.Epsilon);
        var to = score.Threshold + ((isFixed ? 1 : mode == Mode.FpFree ? 2 : 0) * score.Epsilon);
        var nulls = isFixed ? null : ClauseNulls.Of(score, clauses.Count, mode, levels);
        return new ClauseTrace(
            (score.IsTurned ? -to : from) + 0.0, (score.IsTurned ? -from : to) + 0.0, kept.AcceptLogValue, kept.RefuseLogValue,
            kept.AcceptLogValue is null ? null : nulls?.AcceptLevel.LogInverse, kept.RefuseLogValue is null ? null : nulls?.RefuseLevel.LogInverse,
            evidence is null ? [] : [.. evidence.Path(levels.Alpha).Select(moment => Point(score, moment))]);
    }

    private static PathPoint Point(ClauseScore score, (SeenCounts Seen, double Lower, double Upper) moment)
    {
        var (seen, items) = (moment.Seen, moment.Seen.Values.Sum());
        // Limits of a rising function of the mean are the function of its limits.
        var (lower, upper) = (score.ToMetric(moment.Lower), score.ToMetric(moment.Upper));
        double? estimate = items == 0 ? null : score.ToMetric(score.DistinctValues.Select((value, index) => value * seen.Values[index]).Sum() / items);
        return score.IsTurned
            ? new PathPoint(items, seen.Labels, -estimate + 0.0, -upper + 0.0, -lower + 0.0)
            : new PathPoint(items, seen.Labels, estimate, lower, upper);
    }

    private LabelUse Use(SealedDetails details, int items)
    {
        var needed = LabelSet.FromBytes(details.Labels, account.Ledger.Account.TestSet!.Items).Count;
        var total = account.LabelsUsed(account.Ledger.Account.TestSet.Items).Count;
        return new LabelUse(needed, needed - details.New, details.New, total, labelBudget - total, items);
    }

    private static ShownClause ShownOf(SealedClause kept) => new(Enum.Parse<ClauseOutcome>(kept.Outcome), kept.Counts, kept.Unsure, kept.Sum);
}
