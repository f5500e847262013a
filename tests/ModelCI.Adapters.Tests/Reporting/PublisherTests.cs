using System.Text.Json;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting;
using ModelCI.Reporting.Publishing;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>What the Action publishes, against golden files and rule by rule.</summary>
internal sealed class PublisherTests
{
    private const string Cut = "\n──────── shorter ────────\n\n";

    public static IEnumerable<string> Names => [.. SampleReports.Names, "pass-slices", "fail-edited", "pass-first-configuration"];

    public static Publisher Publisher(ReportRenderer renderer) => new(renderer, new GatePlaces("shop-2026", "ml/modelci.yml", 12, "ml/models/new.onnx"));

    [Test]
    public void Of_EveryKind_CommentsAreAsRecorded([ValueSource(nameof(Names))] string name, [Values("", "de-DE", "tr-TR")] string culture)
    {
        using var _ = new ForeignHabits(culture);
        Golden.Check($"{name}.comment.md", string.Join(Cut, Publish(name).Comment));
    }

    [Test]
    public void Of_EveryKind_SummaryIsAsRecorded([ValueSource(nameof(Names))] string name, [Values("", "de-DE", "tr-TR")] string culture)
    {
        using var _ = new ForeignHabits(culture);
        Golden.Check($"{name}.md", Publish(name).Summary[0]);
    }

    [Test]
    public void Of_EveryKind_TheCheckSaysWhatTheCommentSays([ValueSource(nameof(Names))] string name)
    {
        var publication = Publish(name);
        // Without the marker and the heading: GitHub shows the title there.
        Assert.That(publication.Check, Is.EqualTo(publication.Comment.Select(comment => comment.Split('\n', 4)[3])));
        Assert.That(publication.Comment, Is.All.StartsWith("<!-- modelci: shop-2026 -->\n### "));
        Assert.That(publication.Title, Does.Not.Contain('\n').And.Not.Empty);
    }

    [Test]
    public void Of_EveryKind_EachRenderingIsShorterThanTheOneBefore([ValueSource(nameof(Names))] string name)
    {
        var publication = Publish(name);
        foreach (var bodies in new[] { publication.Comment, publication.Check, publication.Summary })
        {
            Assert.That(bodies.Select(body => body.Length), Is.Ordered.Descending);
            Assert.That(bodies, Is.Unique);
            // Tables and blocks that were opened are closed: shorter is another template's part, never a cut.
            foreach (var body in bodies)
                Assert.That(body.Split("<details").Length, Is.EqualTo(body.Split("</details>").Length));
        }
    }

    [TestCase("pass-verdict", "success", 0, "pass", "")]
    [TestCase("pass-estimates", "success", 0, "pass", "accepted")]
    [TestCase("fail-verdict", "failure", 1, "fail", "")]
    [TestCase("fail-undecided", "failure", 1, "fail", "undecided-labels")]
    [TestCase("pass-reason-undecided", "success", 0, "pass", "undecided")]
    [TestCase("waiting", "action_required", 3, "waiting", "")]
    [TestCase("exhausted", "action_required", 4, "exhausted", "")]
    [TestCase("unchanged", "success", 0, "unchanged", "")]
    [TestCase("accepted", "success", 0, "accepted", "")]
    public void Of_Verdict_HasItsConclusion(string name, string conclusion, int exitCode, string verdict, string outcome)
    {
        var publication = Publish(name);
        Assert.That((publication.Conclusion, publication.ExitCode, publication.Verdict), Is.EqualTo((conclusion, exitCode, verdict)));
        Assert.That((publication.Outputs["verdict"], publication.Outputs["outcome"]), Is.EqualTo((verdict, outcome)));
        Assert.That(publication.Undecided, Is.EqualTo(outcome.StartsWith("undecided", StringComparison.Ordinal)));
    }

    [Test]
    public void Of_Accepted_TellsNothingElse()
    {
        var publication = Publish("accepted");
        Assert.That(publication.Outputs["runs-left"] + publication.Outputs["labels-reserved"], Is.Empty);
        Assert.That(publication.Annotations, Is.Empty);
        Assert.That(publication.Comment, Has.Count.EqualTo(1));
        Assert.That(publication.Comment[0], Does.Not.Contain("alpha").And.Not.Contain("labels").And.Not.Contain("run 3"));
    }

    [Test]
    public void Of_Fail_AnnotatesConditionAndModel()
    {
        var annotations = Publish("fail-reason").Annotations;
        Assert.That(annotations.Select(at => (at.Path, at.Line, at.Level)), Is.EqualTo(new[] { ("ml/modelci.yml", 12, "failure"), ("ml/models/new.onnx", 1, "failure") }));
        Assert.That(annotations.Select(at => at.Message), Is.All.StartsWith("The evidence refuses clause 2."));
    }

    [Test]
    public void Of_Pass_AnnotatesNothing([Values("pass-verdict", "pass-estimates", "unchanged")] string name) => Assert.That(Publish(name).Annotations, Is.Empty);

    [Test]
    public void Of_Replay_IsAsTheFirstRunWas()
    {
        var report = SampleReports.Of("fail-verdict");
        var (first, again) = (Publisher(new(null)).Of(report), Publisher(new(null)).Of(report with { Replayed = true }));
        Assert.That(again.Comment, Is.EqualTo(first.Comment));
        Assert.That(again.Check, Is.EqualTo(first.Check));
        Assert.That(again.Summary[0], Is.Not.EqualTo(first.Summary[0]), "the log of a run says that it was a replay");
    }

    [Test]
    public void Of_Problems_IsAFailureWithTheirText()
    {
        var publication = Publisher(new ReportRenderer(null)).Of(Problems());
        Golden.Check("broken.comment.md", string.Join(Cut, publication.Comment));
        Assert.That((publication.Conclusion, publication.ExitCode, publication.Verdict, publication.Title), Is.EqualTo(("failure", 2, "broken", "Could not be measured")));
        Assert.That(publication.Annotations.Single().Message, Does.Contain("MCI1007 modelci.yml:26:16: gate.reliability is 1.99"));
    }

    [Test]
    public void Announce_NamesCheckAndCommentByTheTestSet()
    {
        var announcement = Publisher(new ReportRenderer(null)).Announce();
        Assert.That((announcement.CheckName, announcement.Marker, announcement.Candidate), Is.EqualTo(("ModelCI (shop-2026)", "<!-- modelci: shop-2026 -->", "ml/models/new.onnx")));
        Assert.That((announcement.Running.Conclusion, announcement.Cancelled.Conclusion, announcement.Crashed.Conclusion), Is.EqualTo(((string?)null, "cancelled", "failure")));
        Golden.Check("announcement.json", announcement.ToJson());
    }

    [TestCase("</details><script>alert(1)</script>", "&lt;/details\\>&lt;script\\>alert\\(1\\)&lt;/script\\>")]
    [TestCase("a|b", "a\\|b")]
    [TestCase("`x`", "\\`x\\`")]
    [TestCase("@everyone", "@&#8203;everyone")]
    [TestCase("owner/repo#1", "owner/repo#&#8203;1")]
    [TestCase("$x$", "\\$x\\$")]
    [TestCase("[x](http://e.org)", "\\[x\\]\\(http\\://e\\.org\\)")]
    [TestCase("a\n\n# b", "a\\\\u000a\\\\u000a#&#8203; b")]
    [TestCase("a\u202eb", "a\\\\u202eb")]
    [TestCase("<!-- modelci: other -->", "&lt;\\!\\-\\- modelci\\: other \\-\\-\\>")]
    public void Of_TextFromOutside_IsText(string text, string shown)
    {
        var report = SampleReports.Of("pass-estimates");
        var publication = Publisher(new ReportRenderer(null)).Of(report with
        {
            Condition = text,
            Candidate = report.Candidate with { Path = text },
            Clauses = [report.Clauses[0] with { Text = text, Slice = text }],
        });
        Assert.That(publication.Comment[0].Split('\n')[1], Is.EqualTo("### ✅ Pass: " + shown));
        Assert.That(publication.Comment[0], Does.Contain("\n" + shown + " against "));
        Assert.That(publication.Comment[0], Does.Contain("\n| " + shown + " | accepted |"));
        Assert.That(publication.Title, Does.Not.Contain('\n').And.Not.Contain('\u202e'));
    }

    [TestCase("+```\n+### ✅ Pass\n+<details>", "````diff\n")]
    [TestCase("+`````", "``````diff\n")]
    [TestCase("+plain", "```diff\n")]
    public void Of_DifferenceThatHoldsAFence_StaysWithinItsBlock(string difference, string opening)
    {
        var report = SampleReports.Of("pass-verdict") with { Configuration = new ConfigurationReport(new string('e', 40), IsNew: false, difference) };
        Assert.That(Publisher(new ReportRenderer(null)).Of(report).Comment[0], Does.Contain(opening + difference + "\n" + opening.Split('d')[0] + "\n"));
    }

    [Test]
    public void ToJson_Publication_IsTheContractWithTheAction()
    {
        using var document = JsonDocument.Parse(Publish("fail-verdict").ToJson());
        Assert.That(
            document.RootElement.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(new[] { "schema", "testSet", "verdict", "undecided", "exitCode", "conclusion", "title", "check", "comment", "summary", "annotations", "outputs" }));
        Assert.That(document.RootElement.GetProperty("schema").GetString(), Is.EqualTo("modelci.publication/1"));
    }

    private static Publication Publish(string name) => Publisher(new ReportRenderer(null)).Of(name switch
    {
        "pass-slices" => Sliced(),
        "fail-edited" => SampleReports.Of("fail-verdict") with
        {
            Configuration = new ConfigurationReport(new string('e', 40), IsNew: false, "--- a/ml/modelci.yml\n+++ b/ml/modelci.yml\n@@ -1 +1 @@\n-  reliability: 0.9995\n+  reliability: 0.5\n"),
        },
        "pass-first-configuration" => SampleReports.Of("pass-verdict") with { Configuration = new ConfigurationReport(new string('e', 40), IsNew: true, null) },
        _ => SampleReports.Of(name),
    });

    private static GateReport Sliced()
    {
        var report = SampleReports.Of("pass-estimates");
        return report with { Clauses = [.. report.Clauses, report.Clauses[0] with { Text = "n[women] - o[women] > 0.02 +/- 0.01", Slice = "women" }] };
    }

    private static Problem[] Problems() =>
    [
        new("MCI1007", "gate.reliability is 1.99; it must be a number above 0 and below 1", "modelci.yml:26:16"),
        new("MCI1008", "gate.condition: unknown variable 'q'", "modelci.yml:25:14", "write n, o or d", "n - q > 0.02\n    ^"),
    ];
}
