using System.Text.Json;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Reports;

/// <summary>What is shown and kept of a clause on losses.</summary>
internal sealed class LossReportTests
{
    private static readonly SignificanceLevel Alpha = SignificanceLevel.Of(1e-3);

    [TestCase("loss(n) < 0.5 +/- 0.1", 0.4, ClauseMeaning.Loss)]
    [TestCase("loss(n) - loss(o) < 0 +/- 0.05", -0.2, ClauseMeaning.LossDifference)]
    [TestCase("loss(o) - 2 * loss(n) > 0.1 +/- 0.05", -0.2, ClauseMeaning.Loss)]
    public void Shown_OfALoss_IsAFunctionOfNumberAndSum(string clause, double estimate, ClauseMeaning meaning)
    {
        var evidence = Evidence(clause);
        var shown = ShownClause.Of(evidence);
        Assert.That((shown.Counts, shown.Items, shown.Sum), Is.EqualTo((new[] { 400L }, 400L, evidence.Sum)));
        var report = ReportBuilder.Shown(evidence.Score, shown, Alpha);
        var all = ReportBuilder.Seen(evidence, Alpha);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Meaning, Is.EqualTo(meaning));
            Assert.That(report.Counts, Is.Empty);
            Assert.That(report.Estimate, Is.EqualTo(estimate).Within(1e-3));
            Assert.That(all.Estimate, Is.EqualTo(report.Estimate));
            Assert.That(report.Lower, Is.LessThanOrEqualTo(all.Lower).And.GreaterThanOrEqualTo(report.Least));
            Assert.That(report.Upper, Is.GreaterThanOrEqualTo(all.Upper).And.LessThanOrEqualTo(report.Most));
            Assert.That(all.Upper - all.Lower, Is.LessThan(0.5 * (report.Upper - report.Lower)), "all counts tell much more of these losses");
        }
    }

    [Test]
    public void Shown_NoItems_HasNoEstimate()
    {
        var score = new Losses(LossKind.Absolute, 0, 1).Score("loss(n) < 0.5 +/- 0.1");
        var shown = ReportBuilder.Shown(score, new ShownClause(ClauseOutcome.Undecided, [0], 0, 0), Alpha);
        Assert.That((shown.Estimate, shown.Lower, shown.Upper), Is.EqualTo(((double?)null, 0.0, 1.0)));
    }

    [Test]
    public void Kept_OfALoss_IsNumberAndSum()
    {
        var evidence = Evidence("loss(n) < 0.5 +/- 0.1");
        var kept = SealedClause.Of(evidence);
        Assert.That((kept.Counts, kept.Sum, kept.AcceptLogValue), Is.EqualTo((new[] { 400L }, evidence.Sum, evidence.AcceptLogValue)));
        Assert.That(evidence.Sum, Is.EqualTo(evidence.Counts.Select((count, index) => count * index).Sum()).And.InRange(0, 512 * 400));
        // Entries of other clauses stay as they were.
        var plain = new SealedClause("Accepted", [1, 2], 0, null, null);
        Assert.That(JsonSerializer.Serialize(plain), Does.Not.Contain("Sum"));
        Assert.That(JsonSerializer.Serialize(kept), Does.Contain("Sum"));
    }

    /// <summary>Candidate 0.4 off, baseline 0.6, on every item, up to a little.</summary>
    private static ClauseEvidence Evidence(string clause)
    {
        var losses = new Losses(LossKind.Absolute, 0, 1);
        var random = new Random(2);
        double Near(double error) => error + (0.02 * (random.NextDouble() - 0.5));
        var items = new ListedItems([.. Enumerable.Range(0, 400).Select(_ => losses.Item(Near(0.4), Near(0.6), (uint)random.NextInt64(1L << 32)))]);
        var never = SignificanceLevel.FromLogInverse(1e6);
        var score = losses.Score(clause);
        return Gate.Decide([score], Mode.FpFree, new TestLevels(never, never), 0, items, items, new LabelAllowance(new bool[400], null)).Evidence.Clauses[0];
    }
}
