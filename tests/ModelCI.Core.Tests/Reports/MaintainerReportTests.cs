using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Reports;

/// <summary>All that an evaluation saw, out of the run and out of what the account keeps.</summary>
internal sealed class MaintainerReportTests
{
    private static readonly Cell[] Cells =
        [.. Enumerable.Range(0, Chain.Items).Select(i => (i % 10) switch { < 6 => Cell.OnlyCandidateRight, 6 => Cell.OnlyBaselineRight, _ => Cell.BothRight })];

    [Test]
    public void Of_Run_HasItsPath_WhichEndsWhereTheClauseEnds()
    {
        var run = new SealedRun(Feedback.Verdict, Cells);
        var report = run.Complete(replayed: false);
        var (clause, trace) = (report.Report.Clauses[0].Shown!, report.Clauses[0]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.HasPath, report.Report.Verdict, report.Report.Resolution), Is.EqualTo((true, Verdict.Pass, (Resolution?)Resolution.Accepted)));
            Assert.That(trace.Path.Select(point => point.Items), Is.Ordered.And.Member(clause.Items));
            Assert.That(trace.Path.Select(point => point.Labels), Is.Ordered);
            Assert.That(trace.Path.Select(point => point.Lower), Is.Ordered);
            Assert.That(trace.Path.Select(point => point.Upper), Is.Ordered.Descending);
            Assert.That((trace.Path[^1].Lower, trace.Path[^1].Upper, trace.Path[^1].Estimate), Is.EqualTo((clause.Lower, clause.Upper, clause.Estimate)));
            Assert.That(trace.Path[^1].Labels, Is.EqualTo(run.Decision.Evidence.LabelledPositions.Count));
            Assert.That(trace.AcceptLogValue, Is.GreaterThanOrEqualTo(trace.AcceptLogNeeded!.Value));
            Assert.That(report.Report.Labels.Used!.Needed, Is.EqualTo(run.Decision.Evidence.LabelledPositions.Count));
        }
    }

    [Test]
    public void Of_Replay_HasAllButThePath()
    {
        var run = new SealedRun(Feedback.Verdict, Cells);
        var (first, again) = (run.Complete(replayed: false), run.Complete(replayed: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((again.HasPath, again.Clauses.SelectMany(clause => clause.Path).Count()), Is.EqualTo((false, 0)));
            Assert.That(again.Report.Clauses[0].Shown!.Counts, Is.EqualTo(first.Report.Clauses[0].Shown!.Counts));
            Assert.That(again.Report.Clauses[0].Shown!.Lower, Is.LessThanOrEqualTo(first.Report.Clauses[0].Shown!.Lower), "the path excludes more");
            Assert.That((again.Report.Verdict, again.Report.Labels.Used), Is.EqualTo((first.Report.Verdict, first.Report.Labels.Used)));
            Assert.That(again.Clauses[0].AcceptLogValue, Is.EqualTo(first.Clauses[0].AcceptLogValue));
        }
    }

    [TestCase("n - o > 0 +/- 0.1", Mode.FpFree, 0, 0.2)]
    [TestCase("n - o > 0 +/- 0.1", Mode.FnFree, -0.2, 0)]
    [TestCase("n - o < 0.5 +/- 0.1", Mode.FpFree, 0.3, 0.5)]
    [TestCase("n - o < 0.5 +/- 0.1", Mode.FnFree, 0.5, 0.7)]
    [TestCase("2 * f1(n, 0) > 0.4 +/- 0.1", Mode.FpFree, 0.4, 0.6)]
    public void Zone_LiesOnTheSideThatTheModeLeavesOpen(string condition, Mode mode, double from, double to)
    {
        var trace = new SealedRun(Feedback.Verdict, Cells, condition, mode).Complete(replayed: false).Clauses[0];
        Assert.That((trace.ZoneFrom, trace.ZoneTo), Is.EqualTo((from, to)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-12));
    }

    [TestCase("n - o < 0.5 +/- 0.1")]
    [TestCase("2 * f1(n, 0) > 0.4 +/- 0.1")]
    public void Path_OfATurnedOrTranslatedClause_IsInItsOwnUnits(string condition)
    {
        var run = new SealedRun(Feedback.Verdict, Cells, condition);
        var (clause, trace) = (run.Complete(replayed: false).Report.Clauses[0].Shown!, run.Complete(replayed: false).Clauses[0]);
        Assert.That((trace.Path[^1].Lower, trace.Path[^1].Upper), Is.EqualTo((clause.Lower, clause.Upper)));
        Assert.That(trace.Path[^1].Estimate, Is.EqualTo(clause.Estimate).Within(1e-12));
        Assert.That(trace.Path.Select(point => point.Lower), Is.All.GreaterThanOrEqualTo(clause.Least));
        Assert.That(trace.Path.Select(point => point.Upper), Is.All.LessThanOrEqualTo(clause.Most));
    }

    [Test]
    public void Of_Refused_NamesTheClause()
    {
        Cell[] worse = [.. Cells.Select(cell => cell == Cell.OnlyCandidateRight ? Cell.OnlyBaselineRight : cell)];
        var report = new SealedRun(Feedback.Verdict, worse).Complete(replayed: true).Report;
        Assert.That((report.Verdict, report.Resolution, report.RefusedClause), Is.EqualTo((Verdict.Fail, (Resolution?)Resolution.Refused, (int?)1)));
    }

    [Test]
    public void RecordedEnd_ReadsWhatItWrites([Values] Mode mode)
    {
        var evidence = new Evidence([], 0, [], 0);
        var doubt = mode == Mode.FpFree ? Verdict.Fail : Verdict.Pass;
        (Decision, Verdict, Resolution?)[] ends =
        [
            (new Decision.Passed(evidence), Verdict.Pass, Resolution.Accepted), (new Decision.Failed(evidence), Verdict.Fail, Resolution.Refused),
            (new Decision.Undecided(evidence, Shortage.Items), doubt, Resolution.UndecidedItems), (new Decision.Undecided(evidence, Shortage.Labels), doubt, Resolution.UndecidedLabels),
            (new Decision.Waiting(evidence, 3), Verdict.Waiting, null),
        ];
        foreach (var (decision, verdict, resolution) in ends) Assert.That(RecordedEnd.Read(RecordedEnd.Of(decision), mode), Is.EqualTo((verdict, resolution)));
        Assert.That(() => RecordedEnd.Read("otherwise", mode), Throws.ArgumentException);
    }

    /// <summary>An evaluation whose result is sealed as the command line seals it.</summary>
    private sealed class SealedRun
    {
        private readonly GateConfiguration _configuration;
        private readonly ClauseScore[] _clauses;
        private readonly Chain _chain = new();

        public SealedRun(Feedback feedback, Cell[] cells, string condition = "n - o > 0 +/- 0.1", Mode mode = Mode.FpFree)
        {
            _configuration = Configured.With(feedback, condition, mode);
            _clauses = Parse.Scores(condition, mode);
            var opening = _chain.Open(GatePolicy.Of(_configuration), Chain.WithWaiting, budget: 500, perRun: null);
            var items = new CellItems(cells);
            Decision = Gate.Decide(
                _clauses, mode, new TestLevels(SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha), SignificanceLevel.Of(opening.Error.Beta)), 3, items, items,
                new LabelAllowance(new bool[cells.Length], null));
            var evidence = Decision.Evidence;
            var labels = new LabelSet(cells.Length, evidence.LabelledPositions).ToBytes();
            var (symbol, opened) = (Decision is Decision.Passed ? ReleasedSymbol.Pass : ReleasedSymbol.Fail, _chain.Account.Evaluations[0]);
            _chain.Add(
                header => new ResultEntry(header, opened.Hash, symbol, null, _chain.Ledger.After(opening, symbol, null)),
                new SealedDetails(labels, labels, evidence.NewLabels, RecordedEnd.Of(Decision), [], [.. evidence.Clauses.Select(SealedClause.Of)]));
        }

        public Decision Decision { get; }

        public MaintainerReport Complete(bool replayed)
        {
            var ledger = _chain.Ledger;
            var evaluation = ledger.Account.Evaluations[0];
            var report = new ReportBuilder(
                "test", "modelci test", _configuration, _clauses, new ModelReport("new.onnx", "aa"), new ModelReport("old.onnx", "bb"), new Secrecy(true, true, true, false))
                .Of(evaluation, ledger, replayed, null, isLast: false);
            return new MaintainerReportBuilder(_clauses, new SealedAccount(ledger), 500).Of(report, evaluation, replayed ? null : Decision.Evidence, null);
        }
    }
}
