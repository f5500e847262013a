using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting;
using ModelCI.Reporting.JUnit;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>JUnit XML: what viewers take, and what they show red.</summary>
internal sealed class JUnitXmlTests
{
    private static readonly ReportRenderer Renderer = new(null);

    [Test]
    public void Of_EveryKind_FollowsTheSchema_AndIsGreenOnlyIfTheExitCodeIs0(
        [ValueSource(typeof(SampleReports), nameof(SampleReports.Names))] string name, [Values("", "de-DE", "tr-TR")] string culture)
    {
        using var _ = new ForeignHabits(culture);
        var report = SampleReports.Of(name);
        var suite = Suite(Xml(report));
        Assert.That(Number(suite, "failures") + Number(suite, "errors") > 0, Is.EqualTo(report.ExitCode != 0));
        Assert.That(Number(suite, "tests"), Is.EqualTo(suite.Elements("testcase").Count()));
        Assert.That(suite.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName), Has.None.EqualTo("time").And.None.EqualTo("timestamp"), "times can tell of the test set");
    }

    [Test]
    public void Of_Estimates_HasATestPerClause()
    {
        var cases = Suite(Xml(SampleReports.Of("pass-estimates"))).Elements("testcase").ToArray();
        Assert.That(cases.Select(test => test.Attribute("name")!.Value), Is.EqualTo(SampleReports.Of("pass-estimates").Clauses.Select((clause, index) => $"clause {index + 1}: {clause.Text}")));
    }

    [TestCase("pass-verdict", 1)]
    [TestCase("fail-reason", 1)]
    [TestCase("waiting", 1)]
    public void Of_OtherFeedback_HasOneTest(string name, int tests) => Assert.That(Suite(Xml(SampleReports.Of(name))).Elements("testcase").Count(), Is.EqualTo(tests));

    [TestCase("fail-verdict", "failure", "fail")]
    [TestCase("waiting", "error", "waiting")]
    [TestCase("exhausted", "error", "exhausted")]
    public void Of_NoPass_SaysWhy(string name, string element, string type)
    {
        var end = Suite(Xml(SampleReports.Of(name))).Descendants(element).Single();
        Assert.That(end.Attribute("type")!.Value, Is.EqualTo(type));
        Assert.That(end.Value, Is.Not.Empty);
    }

    // As the gate decides: fp-free fails what is undecided, fn-free passes it, and a refusal leaves the other clauses open.
    [TestCase(Mode.FpFree, Verdict.Fail, ClauseOutcome.Undecided, ClauseOutcome.Accepted, "failure", null)]
    [TestCase(Mode.FnFree, Verdict.Pass, ClauseOutcome.Undecided, ClauseOutcome.Accepted, "skipped", null)]
    [TestCase(Mode.FpFree, Verdict.Fail, ClauseOutcome.Refused, ClauseOutcome.Undecided, "failure", "skipped")]
    [TestCase(Mode.FnFree, Verdict.Fail, ClauseOutcome.Refused, ClauseOutcome.Undecided, "failure", "skipped")]
    public void Of_Clauses_EndAsTheModeHasIt(Mode mode, Verdict verdict, ClauseOutcome first, ClauseOutcome second, string? firstEnd, string? secondEnd)
    {
        var report = SampleReports.Of("pass-estimates");
        report = report with
        {
            Verdict = verdict,
            ExitCode = GateReport.ExitCodeOf(verdict),
            Resolution = first == ClauseOutcome.Refused ? Resolution.Refused : Resolution.UndecidedItems,
            Guarantee = report.Guarantee with { Mode = mode },
            Clauses = [With(report.Clauses[0], first), With(report.Clauses[1], second)],
        };
        var cases = Suite(Xml(report)).Elements("testcase").ToArray();
        Assert.That(cases.Select(test => test.Elements().SingleOrDefault()?.Name.LocalName), Is.EqualTo(new[] { firstEnd, secondEnd }));

        static ClauseReport With(ClauseReport clause, ClauseOutcome outcome) => clause with { Shown = clause.Shown! with { Outcome = outcome } };
    }

    [Test]
    public void Of_HostileNames_AreTextAndNothingElse()
    {
        var report = SampleReports.Of("fail-verdict");
        const string Hostile = "]]><x a=\"1\">&amp;'\u001b[31m\u202e\u0000\uFFFE\uD800";
        report = report with { Condition = Hostile, TestSet = report.TestSet with { Name = Hostile }, Candidate = report.Candidate with { Path = Hostile }, Command = Hostile };
        var xml = Xml(report);
        Assert.That(Suite(xml).Descendants("x"), Is.Empty);
        Assert.That(xml, Does.Not.Contain('\u001b').And.Not.Contain('\u202e'));
    }

    [Test]
    public void Of_Problems_IsAnError()
    {
        var suite = Suite(JUnitXml.Of("shop", [new Problem("MCI2001", "there is no <model>", "candidate", "look")]));
        Assert.That(suite.Descendants("error").Single().Value, Is.EqualTo("MCI2001: candidate: there is no <model> (fix: look)"));
        Assert.That(Suite(JUnitXml.Of(null, [new Problem("MCI1001", "x")])).Attribute("name")!.Value, Is.EqualTo("ModelCI"));
    }

    private static string Xml(GateReport report) => JUnitXml.Of(report, PublisherTests.Publisher(Renderer).Of(report).Title, Renderer.ToText(report, colours: false));

    private static int Number(XElement element, string attribute) => int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The one suite, after the whole was held against the rules that viewers share.</summary>
    private static XElement Suite(string xml)
    {
        var document = XDocument.Parse(xml);
        using var rules = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Reporting", "junit.xsd"));
        var schemas = new XmlSchemaSet();
        schemas.Add(null, rules);
        document.Validate(schemas, (_, mistake) => Assert.Fail(mistake.Message));
        return document.Root!.Elements("testsuite").Single();
    }
}
