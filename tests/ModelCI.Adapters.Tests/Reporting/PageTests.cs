using System.Text.Json;
using System.Text.RegularExpressions;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>report.html against golden files and rule by rule; how it looks is tested in a browser (ModelCI.EndToEnd.Tests).</summary>
internal sealed partial class PageTests
{
    // Compiled once.
    private static readonly ReportRenderer Shipped = new(null);

    public static IEnumerable<string> Names => [.. SampleReports.Names, "fail-edited"];

    [Test]
    public void ToHtml_EveryKind_IsAsRecorded([ValueSource(nameof(Names))] string name, [Values("", "de-DE", "tr-TR")] string culture)
    {
        using var _ = new ForeignHabits(culture);
        Golden.Check($"{name}.html", Content(Shipped.ToHtml(Report(name), name == "accepted" ? null : SampleHistories.Public)));
    }

    [Test]
    public void ToHtml_Maintainers_IsAsRecorded([Values] bool hasPath, [Values("", "de-DE", "tr-TR")] string culture)
    {
        using var _ = new ForeignHabits(culture);
        Golden.Check($"maintainers{(hasPath ? "" : "-replay")}.html", Content(Shipped.ToHtml(Complete(hasPath), SampleHistories.Unsealed)));
    }

    [Test]
    public void ToHtml_WithoutHistory_LeavesEarlierRunsOut()
    {
        var page = Shipped.ToHtml(SampleReports.Of("pass-verdict"), null);
        Assert.That(page, Does.Not.Contain("History").And.Not.Contain("<script").And.Not.Contain("<figure"));
    }

    [Test]
    public void ToHtml_Developers_HaveNothingOfTheMaintainers([Values("pass-verdict", "fail-reason", "pass-estimates")] string name)
    {
        var page = Content(Shipped.ToHtml(SampleReports.Of(name), SampleHistories.Public));
        Assert.That(page, Does.Not.Contain("path-").And.Not.Contain("Maintainers").And.Not.Contain("class=\"zone\"").And.Not.Contain("sealed reason").And.Not.Contain("\"exact\""));
    }

    [TestCase("</script><script>alert(1)</script>")]
    [TestCase("\" onmouseover=\"alert(1)")]
    [TestCase("' onmouseover='alert(1)")]
    [TestCase("<!-- <script>")]
    [TestCase("]]></style><style>*{display:none}")]
    [TestCase("&lt;b&gt; {{verdict}} `x`")]
    public void ToHtml_TextFromOutside_IsText(string text)
    {
        var plain = Everywhere("plain words");
        var hostile = Everywhere(text);
        // The same elements with the same attributes, and the text where it was.
        Assert.That(TagsOf(hostile), Is.EqualTo(TagsOf(plain)));
        Assert.That(System.Net.WebUtility.HtmlDecode(hostile).Split(text), Has.Length.GreaterThan(6));
    }

    [Test]
    public void ToHtml_ControlAndDirectionCharacters_AreShownAndNotObeyed()
    {
        var page = Everywhere("a\u202eb\u001b[31m\u2028");
        Assert.That(page.Where(character => character is '\u202e' or '\u001b' or '\u2028'), Is.Empty);
        Assert.That(page, Does.Contain("a\\u202eb\\u001b[31m"));
    }

    [Test]
    public void Drawn_IsJson_WithoutTextFromOutside()
    {
        var page = Everywhere("</script>x");
        using var drawn = JsonDocument.Parse(DrawnPattern().Match(page).Groups[1].Value);
        Assert.That(drawn.RootElement.EnumerateArray().Select(chart => chart.GetProperty("id").GetString()), Is.EqualTo(new[] { "path-1", "path-2", "labels-left", "error-left", "evidence-needed" }));
        Assert.That(drawn.RootElement.GetRawText(), Does.Not.Contain("x<").And.Not.Contain("script"));
        foreach (var chart in drawn.RootElement.EnumerateArray())
        {
            var points = chart.GetProperty("points").GetArrayLength();
            Assert.That(chart.GetProperty("series").EnumerateArray().Select(line => line.GetProperty("values").GetArrayLength()), Is.All.EqualTo(points));
            Assert.That(chart.GetProperty("points").EnumerateArray().Select(point => point.GetDouble()), Is.Ordered.And.Unique);
        }
    }

    [Test]
    public void ToHtml_OverridingPart_IsUsed_AndABrokenOneNamed()
    {
        var folder = Directory.CreateTempSubdirectory("modelci-templates-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "basis.html.hbs"), "<p>{{testSet.name}} is ours</p>");
            Assert.That(new ReportRenderer(folder).ToHtml(SampleReports.Of("pass-verdict"), null), Does.Contain("<p>shop-2026 is ours</p>"));
            File.WriteAllText(Path.Combine(folder, "basis.html.hbs"), "{{nothing}}");
            var problem = Assert.Throws<ModelCIException>(() => new ReportRenderer(folder).ToHtml(SampleReports.Of("pass-verdict"), null))!.Problems[0];
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI1020", Path.Combine(folder, "basis.html.hbs"))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Everywhere(string text)
    {
        var complete = Complete(hasPath: true);
        var report = complete.Report;
        return Shipped.ToHtml(
            complete with
            {
                Report = report with
                {
                    Condition = text,
                    Command = text,
                    Candidate = report.Candidate with { Path = text },
                    Baseline = report.Baseline! with { Path = text },
                    TestSet = report.TestSet with { Name = text },
                    Clauses = [.. report.Clauses.Select(clause => clause with { Text = text, Slice = text })],
                    Configuration = new ConfigurationReport(new string('e', 40), IsNew: false, text),
                },
            },
            SampleHistories.Unsealed.Replace("Ada <b>", JsonEncodedText.Encode(text).ToString(), StringComparison.Ordinal));
    }

    private static MaintainerReport Complete(bool hasPath)
    {
        PathPoint[] difference = [new(1, 0, 0, -1, 1), new(2, 1, 0.5, -0.9, 1), new(4, 1, 0.25, -0.7, 0.9), new(1612, 129, 0.0354, 0.0213, 0.0725)];
        PathPoint[] disagreement = [new(1, 0, 0, 0, 1), new(193, 0, 0.0674, 0.0107, 0.1891)];
        return new MaintainerReport(
            SampleReports.Of("pass-estimates"), hasPath,
            [new ClauseTrace(0.02, 0.04, 11.32, -4.5, 11.29, 8.294, hasPath ? difference : []), new ClauseTrace(0.16, 0.2, 11.4, null, 11.29, null, hasPath ? disagreement : [])]);
    }

    private static GateReport Report(string name) => name == "fail-edited"
        ? SampleReports.Of("fail-verdict") with { Configuration = new ConfigurationReport(new string('e', 40), IsNew: false, "--- a/ml/modelci.yml\n+++ b/ml/modelci.yml\n-  reliability: 0.9995\n+  reliability: 0.5\n") }
        : SampleReports.Of(name);

    /// <summary>Style and scripts are the templates' and the library's own.</summary>
    private static string Content(string page) => BlankPattern().Replace(ForeignPattern().Replace(page, "<$1/>"), "\n");

    // The content security policy is an attribute of many words.
    private static string[] TagsOf(string page) => [.. TagPattern().Matches(ForeignPattern().Replace(page, "")).Select(match => NamePattern().Replace(match.Value, "$1=\"\""))];

    [GeneratedRegex("(?s)<(style|script)>.*?</\\1>")]
    private static partial Regex ForeignPattern();

    [GeneratedRegex("(?s)<script type=\"application/json\" id=\"drawn\">(.*?)</script>")]
    private static partial Regex DrawnPattern();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex TagPattern();

    [GeneratedRegex("(aria-label|class)=\"[^\"]*\"")]
    private static partial Regex NamePattern();

    [GeneratedRegex("\n\\s*\n+")]
    private static partial Regex BlankPattern();
}
