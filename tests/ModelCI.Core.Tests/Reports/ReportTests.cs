using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Reports;

internal sealed class ReportTests
{
    // All three fail: refused after a few labels, refused by d before the first label, undecided at the end of the pool.
    private static readonly Cell[][] Failing =
    [
        [.. Enumerable.Repeat(Cell.OnlyBaselineRight, 20), .. Enumerable.Repeat(Cell.BothRight, 30)],
        [.. Enumerable.Repeat(Cell.BothWrongDiffer, 50)],
        [.. Enumerable.Range(0, 50).Select(i => i % 4 == 0 ? Cell.OnlyCandidateRight : i % 4 == 1 ? Cell.OnlyBaselineRight : Cell.BothRight)],
    ];

    [Test]
    public void ToJson_VerdictFeedback_IsByteIdenticalForOneSymbol()
    {
        var runs = Failing.Select(cells => new Evaluated(Configured.With(Feedback.Verdict), cells)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs.Select(run => run.Decision.Evidence.LabelledPositions.Count), Is.Unique, "the evidence differs");
            Assert.That(runs.Select(run => run.Symbol), Is.All.EqualTo(ReleasedSymbol.Fail));
            Assert.That(runs.Select(run => run.Json()).Distinct().Count(), Is.EqualTo(1));
            // What lies in the repository has one size, too.
            Assert.That(runs.Select(run => string.Join(' ', run.Records.Select(record => $"{record.Entry.Length}+{record.ReadPart(LedgerParts.Sealed)!.Length}"))).Distinct().Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public void ToJson_VerdictFeedback_HasNoOutcomeEstimateOrCount()
    {
        var json = JsonNode.Parse(new Evaluated(Configured.With(Feedback.Verdict), Failing[0]).Json())!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)json["verdict"], Is.EqualTo("fail"));
            Assert.That((int)json["exitCode"]!, Is.EqualTo(1));
            Assert.That(json["resolution"], Is.Null);
            Assert.That(json["inference"], Is.Null);
            Assert.That(json["labels"]!["used"], Is.Null);
            Assert.That(json["clauses"]!.AsArray().Select(clause => clause!["shown"]), Is.All.Null);
            Assert.That(json["clauses"]!.AsArray(), Has.Count.EqualTo(2));
        }
    }

    [TestCase("n - o > 0 +/- 0.01")]
    [TestCase("n - o < 0.1 +/- 0.01")]
    public void Shown_UnsureItems_WidenTheLimitsOnBothSides(string clause)
    {
        var (score, alpha) = (Parse.Score(clause), SignificanceLevel.Of(0.01));
        long[] counts = [20, 100, 30];
        ClauseShown Of(long? unsure, params long[] more) => ReportBuilder.Shown(
            score, new ShownClause(ClauseOutcome.Undecided, [.. counts.Zip(more.Length == 0 ? [0, 0, 0] : more, (count, one) => count + one)], unsure), alpha);
        var (none, some) = (Of(0), Of(9));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(some.Lower, Is.EqualTo(Math.Min(Of(0, 9, 0, 0).Lower, Of(0, 0, 0, 9).Lower)).Within(1e-12).And.LessThan(none.Lower));
            Assert.That(some.Upper, Is.EqualTo(Math.Max(Of(0, 9, 0, 0).Upper, Of(0, 0, 0, 9).Upper)).Within(1e-12).And.GreaterThan(none.Upper));
            Assert.That((some.Unsure, none.Unsure, Of(null).Unsure), Is.EqualTo((9L, (long?)null, (long?)null)));
            Assert.That((some.Estimate, some.Items), Is.EqualTo((none.Estimate, none.Items)));
        }
    }

    [Test]
    public void Seen_UnsureItems_WidenTheLimitsOfThePath()
    {
        var items = KindItems.Drawn(400, 1, new Kind(0.3, 1, 0, 1), new Kind(0.1, 0, 1, 1), new Kind(0.6, 1, 1, 1));
        var answered = Decide.Of("n - o > 0.19 +/- 0.001", items, 1e-12).Evidence.Clauses[0];
        var unsure = Decide.Of("n - o > 0.19 +/- 0.001", items.Unsure(Enumerable.Range(0, 400).Where(position => position % 9 == 0)), 1e-12).Evidence.Clauses[0];
        var alpha = SignificanceLevel.Of(0.05);
        var (narrow, wide) = (ReportBuilder.Seen(answered, alpha), ReportBuilder.Seen(unsure, alpha));
        Assert.That(unsure.Unsure, Is.Positive);
        Assert.That(wide.Unsure, Is.EqualTo(unsure.Unsure));
        Assert.That((wide.Lower < narrow.Lower, wide.Upper > narrow.Upper), Is.EqualTo((true, true)));
    }

    [Test]
    public void ToJson_Estimates_IsAFunctionOfTheShownCounts()
    {
        // Same counts in another order: other positions, other paths of the wealth, other log values.
        Cell[] one = [.. Failing[2].Take(20), .. Enumerable.Repeat(Cell.BothRight, 30)];
        Cell[] other = [.. one.Reverse()];
        var configuration = Configured.With(Feedback.Estimates, "n - o > 0 +/- 0.01");
        var (first, second) = (new Evaluated(configuration, one), new Evaluated(configuration, other));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Shown.Clauses[0].Counts, Is.EqualTo(first.Shown.Clauses[0].Counts));
            Assert.That(second.Decision.Evidence.Clauses[0].RefuseLogValue, Is.Not.EqualTo(first.Decision.Evidence.Clauses[0].RefuseLogValue));
            Assert.That(second.Json(), Is.EqualTo(first.Json()));
        }
    }

    [Test]
    public void Of_Estimates_ShowsWhatTheCountsSay()
    {
        var report = new Evaluated(Configured.With(Feedback.Estimates), Failing[0]).Report();
        var shown = report.Clauses[0].Shown!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Resolution, Is.EqualTo(Resolution.Refused));
            Assert.That(shown.Outcome, Is.EqualTo(ClauseOutcome.Refused));
            Assert.That(shown.Estimate, Is.EqualTo(-1));
            Assert.That((shown.Lower, shown.Least, shown.Most), Is.EqualTo((-1.0, -1.0, 1.0)));
            Assert.That(shown.Upper, Is.InRange(-1, 0.2));
            Assert.That(shown.Meaning, Is.EqualTo(ClauseMeaning.Difference));
            Assert.That(shown.Counts.Select(count => count.Value), Is.EqualTo(new[] { -1.0, 0, 1 }));
            Assert.That(report.Labels.Used!.Needed, Is.EqualTo(shown.Items));
            Assert.That(report.Labels.Used.Left, Is.EqualTo(500 - shown.Items));
            Assert.That(report.Labels.ReservedCost, Is.EqualTo(0.8m));
        }
    }

    [Test]
    public void Of_EstimatesOfATurnedClause_AreTurnedBack()
    {
        var report = new Evaluated(Configured.With(Feedback.Estimates), Failing[1]).Report();
        var shown = report.Clauses[1].Shown!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.Estimate, Is.EqualTo(1), "every item disagrees");
            Assert.That((shown.Least, shown.Most, shown.Upper), Is.EqualTo((0.0, 1.0, 1.0)));
            Assert.That(shown.Lower, Is.InRange(0.5, 1));
            Assert.That(shown.Counts, Is.EqualTo(new[] { new ValueCount(0, 0), new ValueCount(1, shown.Items) }));
            Assert.That(shown.Counts.Select(count => double.IsNegative(count.Value)), Has.None.True);
        }
    }

    [Test]
    public void Of_EstimatesOfARatio_CountActiveItemsOnly()
    {
        // Predicted as class 0 and rightly so where the candidate is right; in truth all are of class 0.
        Cell[] cells = [.. Enumerable.Range(0, 50).Select(i => (i % 5) switch { 0 => Cell.BothWrongSame, 1 => Cell.OnlyBaselineRight, _ => Cell.BothRight })];
        var run = new Evaluated(Configured.With(Feedback.Estimates, "-3 * f1(n, 0) < -2.25 +/- 0.015 /\\ precision(n, 0) > 0.999 +/- 0.0002"), cells);
        var clauses = run.Report().Clauses;
        var (f1, precision) = (clauses[0].Shown!, clauses[1].Shown!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Report().Resolution, Is.EqualTo(Resolution.UndecidedItems));
            Assert.That((f1.Meaning, precision.Meaning), Is.EqualTo((ClauseMeaning.F1, ClauseMeaning.Precision)));
            Assert.That((f1.Items, precision.Items), Is.EqualTo((50, 30)));
            // F1 = 2 * 30 / (2 * 30 + 20).
            Assert.That(f1.Estimate, Is.EqualTo(-3 * 0.75).Within(1e-12));
            Assert.That((f1.Least, f1.Most), Is.EqualTo((-3.0, 0.0)));
            Assert.That(f1.Counts, Is.EqualTo(new[] { new ValueCount(-3, 30), new ValueCount(0, 20) }));
            Assert.That(f1.Estimate, Is.InRange(f1.Lower, f1.Upper));
            Assert.That(precision.Estimate, Is.EqualTo(1));
            Assert.That(precision.Counts, Is.EqualTo(new[] { new ValueCount(0, 0), new ValueCount(1, 30) }));
        }
    }

    [TestCase(Feedback.Verdict)]
    [TestCase(Feedback.Estimates)]
    public void Of_Replay_DiffersInReplayedAndInferenceOnly(Feedback feedback)
    {
        var run = new Evaluated(Configured.With(feedback), Failing[0]);
        var (first, replay) = (run.Report(), run.Report(replayed: true, inference: false));
        Assert.That((first.Replayed, replay.Replayed, replay.Inference), Is.EqualTo((false, true, (InferenceReport?)null)));
        Assert.That(
            ReportFormat.ToJson(replay with { Replayed = first.Replayed, Inference = first.Inference }), Is.EqualTo(ReportFormat.ToJson(first)));
    }

    [TestCase("pass", Verdict.Pass, Resolution.Accepted, null)]
    [TestCase("refused-1", Verdict.Fail, Resolution.Refused, 1)]
    [TestCase("refused-2", Verdict.Fail, Resolution.Refused, 2)]
    [TestCase("undecided", Verdict.Fail, Resolution.Undecided, null)]
    [TestCase("waiting", Verdict.Waiting, null, null)]
    public void Of_Reason_SaysWhatTheSymbolSaysAndNoMore(string text, Verdict verdict, Resolution? resolution, int? refused)
    {
        var configuration = Configured.With(Feedback.Reason);
        var (chain, policy) = (new Chain(), Configured.Policy(configuration));
        chain.Open(policy, ReleasedSymbol.Alphabet(policy, 2, mayWait: true));
        var ledger = chain.Release(ReleasedSymbol.Parse(text)!, labels: [1, 2, 3]).Ledger;
        var report = Configured.Reports(configuration).Of(ledger.Account.Evaluations[0], ledger, false, new InferenceReport(9, 50, null, null), false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Verdict, report.Resolution, report.RefusedClause), Is.EqualTo((verdict, resolution, refused)));
            // Five symbols: two clauses, pass, undecided, waiting.
            Assert.That(report.Error!.NatsThisRun, Is.EqualTo(Math.Log(5)).Within(1e-12));
            Assert.That((report.Labels.Used, report.Inference), Is.EqualTo(((LabelUse?)null, (InferenceReport?)null)));
            Assert.That(report.Clauses.Select(clause => clause.Shown), Is.All.Null);
        }
    }

    [Test]
    public void Of_UndecidedUnderFnFree_IsAPassThatSaysSo()
    {
        var configuration = Configured.With(Feedback.Reason, mode: Mode.FnFree);
        var (chain, policy) = (new Chain(), Configured.Policy(configuration));
        chain.Open(policy, ReleasedSymbol.Alphabet(policy, 2, mayWait: false));
        var ledger = chain.Release(ReleasedSymbol.Undecided).Ledger;
        var report = Configured.Reports(configuration).Of(ledger.Account.Evaluations[0], ledger, false, null, false);
        Assert.That((report.Verdict, report.ExitCode, report.Resolution), Is.EqualTo((Verdict.Pass, 0, (Resolution?)Resolution.Undecided)));
    }

    [Test]
    public void Of_AdaptivityNone_IsAcceptedForEvaluation()
    {
        var configuration = Configured.With(Feedback.Verdict);
        configuration = configuration with { Gate = configuration.Gate with { Adaptivity = Adaptivity.None } };
        var chain = new Chain(TestKeys.Seal(1));
        chain.Open(Configured.Policy(configuration), [ReleasedSymbol.Accepted]);
        var ledger = chain.Release(ReleasedSymbol.Accepted, labels: [4]).Ledger;
        var report = Configured.Reports(configuration, new Secrecy(true, true, false, false)).Of(ledger.Account.Evaluations[0], ledger, false, null, false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Verdict, report.ExitCode, report.Resolution), Is.EqualTo((Verdict.Accepted, 0, (Resolution?)null)));
            Assert.That(report.Error!.NatsThisRun, Is.Zero);
            Assert.That(report.Error.NextLogInverseAlpha, Is.EqualTo(report.Error.LogInverseAlpha).Within(1e-9));
            Assert.That(report.Notices, Is.EqualTo(new[] { Notice.AccountNotPinned }));
        }
    }

    [Test]
    public void Of_WhereItLives_IsInTheNotices()
    {
        var configuration = Configured.With(Feedback.Verdict);
        var chain = Opened().Release(ReleasedSymbol.Fail);
        var pinned = configuration with { Holdout = configuration.Holdout with { Account = chain.Records[0].Hash } };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Notices(configuration, new Secrecy(false, false, true, false), false), Is.EqualTo(new[] { Notice.UnsealedHoldout, Notice.UnsealedLedger, Notice.LocalLedger, Notice.AccountNotPinned }));
            Assert.That(Notices(pinned, new Secrecy(true, false, false, false), false), Is.EqualTo(new[] { Notice.UnsealedLedger }));
            Assert.That(Notices(pinned, new Secrecy(true, true, false, true), false), Is.EqualTo(new[] { Notice.Provisional }));
            Assert.That(Notices(configuration, new Secrecy(true, true, false, true), true), Is.EqualTo(new[] { Notice.Provisional, Notice.NewTestSetSoon }), "a provisional account is not the one to pin");
            Assert.That(Configured.Reports(configuration).Of(chain.Account.Evaluations[0], chain.Ledger, false, null, false).TestSet.Account, Is.EqualTo(chain.Records[0].Hash));
        }

        IReadOnlyList<Notice> Notices(GateConfiguration given, Secrecy secrecy, bool isLast) =>
            Configured.Reports(given, secrecy).Of(chain.Account.Evaluations[0], chain.Ledger, false, null, isLast).Notices;
    }

    [Test]
    public void Of_NothingRecorded_IsRefused()
    {
        var configuration = Configured.With(Feedback.Verdict);
        var chain = new Chain();
        chain.Open(Configured.Policy(configuration));
        Assert.That(() => Configured.Reports(configuration).Of(chain.Account.Evaluations[0], chain.Ledger, false, null, false), Throws.ArgumentException);
    }

    [TestCase(",", "-", ".")]
    [TestCase("٫", "~", " ")]
    public void EverythingWritten_OtherCulture_IsTheSame(string point, string minus, string group)
    {
        var expected = Written();
        // The product runs in invariant globalization, which knows no de-DE; what would make a difference there is its number format.
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = point;
        other.NumberFormat.NumberGroupSeparator = group;
        other.NumberFormat.NegativeSign = minus;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.That($"{-0.5}", Is.EqualTo($"{minus}0{point}5"), "the culture is in force");
            Assert.That(Written(), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Report_NotEvaluated_SaysWhyAndSpendsNothing()
    {
        var configuration = Configured.With(Feedback.Verdict);
        var reports = Configured.Reports(configuration);
        var unchanged = reports.Unchanged();
        var exhausted = reports.Exhausted(Opened().Ledger, Exhaustion.Steps);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((unchanged.Verdict, unchanged.ExitCode, unchanged.Error), Is.EqualTo((Verdict.Unchanged, 0, (ErrorReport?)null)));
            Assert.That((exhausted.Verdict, exhausted.ExitCode, exhausted.Exhaustion), Is.EqualTo((Verdict.Exhausted, 4, (Exhaustion?)Exhaustion.Steps)));
            foreach (var exhaustion in Enum.GetValues<Exhaustion>()) Assert.That(reports.Exhausted(Opened().Ledger, exhaustion).Exhaustion, Is.EqualTo(exhaustion));
            Assert.That(GateReport.ExitCodeOf(Verdict.Waiting), Is.EqualTo(3));
        }
    }

    private static Chain Opened()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy());
        return chain;
    }

    /// <summary>Report, ledger, canonical condition and an impossible clause's message.</summary>
    private static string Written()
    {
        var run = new Evaluated(Configured.With(Feedback.Estimates, "-0.5 * n + o < -0.25 +/- 1.5%"), Failing[2]);
        ClauseScore.Compile(Parse.Clause("-0.5 * n > 1.25 +/- 0.1"), Mode.FpFree, out var impossible);
        var key = EvaluationKey.Of("a", "b", null, Chain.Policy(reliability: 0.995));
        return run.Json() + string.Concat(run.Records.Select(record => record.Hash)) + Parse.Condition("-0.5 * n < -0.25 +/- 1e-7") + impossible + key;
    }

    [Test]
    public void ToJson_IsValidAndEndsWithALineEnd()
    {
        var json = new Evaluated(Configured.With(Feedback.Estimates), Failing[0]).Json();
        Assert.That(() => JsonDocument.Parse(json), Throws.Nothing);
        Assert.That(json, Does.EndWith("}\n").And.Not.Contain("\r").And.Contain("d < 0.9"));
    }
}
