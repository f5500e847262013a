using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>One report of each kind, with figures that every culture would like to write in its own way.</summary>
internal static class SampleReports
{
    public static IEnumerable<string> Names =>
    [
        "pass-estimates", "pass-ratios", "pass-scores", "pass-verdict", "fail-verdict", "fail-undecided", "fail-reason", "fail-reason-undecided", "pass-reason-undecided",
        "pass-provisional", "fail-alarm", "accepted", "waiting", "exhausted", "exhausted-first-pass", "exhausted-alpha", "exhausted-rotated", "exhausted-unsealed",
        "unchanged",
    ];

    public static GateReport Of(string name) => name switch
    {
        "pass-estimates" => Told(Verdict.Pass, Feedback.Estimates) with { Resolution = Resolution.Accepted, Clauses = [Difference(), Disagreement()], Labels = Used() },
        "pass-ratios" => Told(Verdict.Pass, Feedback.Estimates) with
        {
            Condition = string.Join(" /\\ ", Ratios().Select(clause => clause.Text)),
            Resolution = Resolution.Accepted,
            Clauses = Ratios(),
            Labels = Used(),
        },
        "pass-scores" => Told(Verdict.Pass, Feedback.Estimates) with
        {
            Condition = string.Join(" /\\ ", Scores().Select(clause => clause.Text)),
            Resolution = Resolution.Accepted,
            Clauses = Scores(),
            Labels = Used(),
        },
        "pass-verdict" => Evaluated(Verdict.Pass) with { Replayed = true },
        "fail-verdict" => Evaluated(Verdict.Fail),
        "fail-undecided" => Told(Verdict.Fail, Feedback.Estimates) with
        {
            Resolution = Resolution.UndecidedLabels,
            Clauses = [Difference() with { Narrowed = true, Shown = Difference().Shown! with { Unsure = 14 } }],
            Labels = Used(),
            Notices = [Notice.UnsealedHoldout, Notice.UnsealedLedger, Notice.LocalLedger, Notice.LazyReading, Notice.NarrowedTolerance, Notice.EstimatesPaid],
        },
        "fail-reason" => Reasoned(Verdict.Fail, Resolution.Refused) with { RefusedClause = 2 },
        "fail-reason-undecided" => Reasoned(Verdict.Fail, Resolution.Undecided),
        "pass-reason-undecided" => InMode(Reasoned(Verdict.Pass, Resolution.Undecided), Mode.FnFree),
        "pass-provisional" => Evaluated(Verdict.Pass) with { Notices = [Notice.Provisional] },
        "fail-alarm" => Evaluated(Verdict.Fail) with { Notices = [Notice.AccountNotPinned, Notice.NewTestSetSoon] },
        "accepted" => Silent(Evaluated(Verdict.Accepted)),
        "waiting" => Evaluated(Verdict.Waiting),
        "exhausted" => Ended(Exhaustion.Steps),
        "exhausted-first-pass" => Ended(Exhaustion.FirstPass),
        "exhausted-alpha" => Ended(Exhaustion.Alpha),
        "exhausted-rotated" => Ended(Exhaustion.Rotated),
        "exhausted-unsealed" => Ended(Exhaustion.Unsealed),
        "unchanged" => Base(Verdict.Unchanged) with { TestSet = new TestSetReport("shop-2026", null, null, null) },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static GateReport Base(Verdict verdict) => new(
        GateReport.CurrentSchema, "0.1.0", verdict, GateReport.ExitCodeOf(verdict), null, null, false, "n - o > 0.02 +/- 0.01 /\\ d < 0.2 +/- 0.02",
        [Difference() with { Shown = null }, Disagreement() with { Shown = null }],
        new ModelReport("models/new|_<b>.onnx", new string('a', 64)), new ModelReport("models/old.onnx", new string('b', 64)),
        new TestSetReport("shop-2026", 12345, new string('c', 64), new string('d', 64)),
        new GuaranteeReport(Mode.FpFree, 0.9995, 0.0005, Adaptivity.Full, Feedback.Verdict, AccountingScheme.Universal, DecisionMethod.Sequential),
        null, new LabelReport(5000, 1000, 2000, 160.5m, "EUR", null), null, null, [Notice.UnsealedHoldout, Notice.UnsealedLedger], "modelci test --config modelci.yml");

    private static GateReport Evaluated(Verdict verdict) => Base(verdict) with
    {
        Error = new ErrorReport(3, 32, 1.25e-5, 11.29, 0.0005, 0.6931, 2.4849, 29, 12.5),
    };

    private static GateReport Ended(Exhaustion exhaustion) => Base(Verdict.Exhausted) with { Exhaustion = exhaustion };

    private static GateReport Told(Verdict verdict, Feedback feedback)
    {
        var report = Evaluated(verdict);
        return report with { Guarantee = report.Guarantee with { Feedback = feedback } };
    }

    private static GateReport Reasoned(Verdict verdict, Resolution resolution) => Told(verdict, Feedback.Reason) with { Resolution = resolution };

    private static GateReport InMode(GateReport report, Mode mode) => report with { Guarantee = report.Guarantee with { Mode = mode } };

    /// <summary>A sealed test set under <c>adaptivity: none</c>: nothing is paid, and every run needs the same evidence.</summary>
    private static GateReport Silent(GateReport report) => report with
    {
        Guarantee = report.Guarantee with { Adaptivity = Adaptivity.None },
        Error = report.Error! with { NatsThisRun = 0, NatsPaid = 0, NextLogInverseAlpha = report.Error.LogInverseAlpha },
        Notices = [],
    };

    private static ClauseReport Difference() => new("n - o > 0.02 +/- 0.01", 0.02, 0.01, false, false, new ClauseShown(
        ClauseOutcome.Accepted, 1612, 0.0354, 0.0213, 0.0725, -1, 1, [new(-1, 36), new(0, 1483), new(1, 93)], ClauseMeaning.Difference));

    private static ClauseReport Disagreement() => new("d < 0.2 +/- 0.02", 0.2, 0.02, false, true, new ClauseShown(
        ClauseOutcome.Accepted, 193, 0.0674, 0.0107, 0.1891, 0, 1, [new(0, 180), new(1, 13)], ClauseMeaning.Value));

    private static ClauseReport[] Ratios() =>
    [
        new("recall(n, 3) > 0.8 +/- 0.05", 0.8, 0.05, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 210, 0.9048, 0.8102, 0.9612, 0, 1, [new(0, 20), new(1, 190)], ClauseMeaning.Recall)),
        new("recall(n, 3) - recall(o, 3) > -0.1 +/- 0.05", -0.1, 0.05, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 1210, 0.0116, -0.0702, 0.0912, -1, 1, [new(-1, 13), new(0, 1170), new(1, 27)], ClauseMeaning.RecallDifference)),
        new("precision(n, 3) > 0.8 +/- 0.05", 0.8, 0.05, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 180, 0.95, 0.8434, 0.9891, 0, 1, [new(0, 9), new(1, 171)], ClauseMeaning.Precision)),
        new("2 * f1(n, 3) > 1.6 +/- 0.1", 1.6, 0.1, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 223, 1.8412, 1.6734, 1.9321, 0, 2, [new(0, 33), new(2, 190)], ClauseMeaning.F1)),
    ];

    private static ClauseReport[] Scores() =>
    [
        new("topk(n, 5)[rare] > 0.9 +/- 0.02", 0.9, 0.02, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 420, 0.9643, 0.9112, 0.9912, 0, 1, [new(0, 15), new(1, 405)], ClauseMeaning.TopK), "rare"),
        new("topk(n, 5) - topk(o, 5) > -0.02 +/- 0.02", -0.02, 0.02, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 1310, 0.0092, -0.0182, 0.0364, -1, 1, [new(-1, 11), new(0, 1276), new(1, 23)], ClauseMeaning.TopKDifference)),
        new("loss(n) < 0.5 +/- 0.1", 0.5, 0.1, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 97, 0.2104, 0.1207, 0.4711, 0, 2.5, [], ClauseMeaning.Loss)),
        new("loss(n) - loss(o) < 0 +/- 0.05", 0, 0.05, false, false, new ClauseShown(
            ClauseOutcome.Accepted, 530, -0.0711, -0.1402, -0.0031, -2.5, 2.5, [], ClauseMeaning.LossDifference, 3)),
    ];

    private static LabelReport Used() => new(5000, 1000, 2000, null, null, new LabelUse(1138, 38, 1100, 4000, 1000, 12345));
}
