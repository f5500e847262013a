using ModelCI.EndToEnd.Tests.BadInput;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Slices from modelci.yml to the report.</summary>
internal sealed class SliceTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Example = "n - o > 0 +/- 0.02\"";

    [SetUp]
    public void DarkAndBright() =>
        Workspace.Configure("  inputs:", "  slices:\n    dark: p33 < 8\n    bright: \"p33 >= 8\"\n  inputs:");

    [Test]
    public void EverySlice_HoldsItsClause()
    {
        Workspace.Configure(Example, Example + "\n  slices: \"n - o > -0.2 +/- 0.1\"");
        Exits(Workspace.Run("test"), 0);
        var report = Workspace.Report();
        var clauses = report["clauses"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clauses.Select(clause => (string?)clause!["slice"]), Is.EqualTo(new[] { null, "dark", "bright" }));
            Assert.That(clauses.Select(clause => (string)clause!["shown"]!["outcome"]!), Is.All.EqualTo("accepted"));
            Assert.That((string)clauses[1]!["text"]!, Is.EqualTo("n[dark] - o[dark] > -0.2 +/- 0.1"));
            Assert.That(Workspace.Entry(1)["policy"]!["slices"]!.ToJsonString(), Is.EqualTo("""{"bright":"p33 \u003E= 8","dark":"p33 \u003C 8"}"""), "the ledger fixes what a slice means");
        }
        Exits(Workspace.Run("ledger", "verify"), 0);
        Exits(Workspace.Run("test"), 0);
        Assert.That((bool)Workspace.Report()["replayed"]!);
        // The same name for other items is another question.
        Workspace.Configure("dark: p33 < 8", "dark: p33 < 7");
        _ = Workspace.Run("test");
        Assert.That((bool)Workspace.Report()["replayed"]!, Is.False);
    }

    [Test]
    public void All_RepeatsTheConditionsOwnClauses()
    {
        Workspace.Configure(Example, Example + "\n  slices: all");
        _ = Workspace.Run("test");
        Assert.That(Workspace.Report()["clauses"]!.AsArray().Select(clause => (string)clause!["text"]!), Is.EqualTo(new[]
        {
            "n - o > 0 +/- 0.02", "n[dark] - o[dark] > 0 +/- 0.02", "n[bright] - o[bright] > 0 +/- 0.02",
        }));
    }

    [Test]
    public void Verdict_SaysNothingOfSlices()
    {
        Workspace.Configure("feedback: estimates ", "feedback: verdict ");
        Workspace.Configure(Example, "n[dark] > 0.5 +/- 0.1\"");
        var outcome = Workspace.Run("test");
        Exits(outcome, 0);
        Assert.That(Workspace.Report()["clauses"]![0]!["shown"], Is.Null);
        Assert.That(outcome.Out, Does.Contain("n[dark] > 0.5").And.Not.Contain("accepted"));
    }

    [Test]
    public void LabelsAreBoughtInTheSliceOnly()
    {
        Workspace.Configure(Example, "n[dark] > 0.5 +/- 0.1\"");
        Exits(Workspace.Run("test"), 0);
        var report = Workspace.Report();
        var (needed, items) = ((int)report["labels"]!["used"]!["needed"]!, (int)report["clauses"]![0]!["shown"]!["items"]!);
        Assert.That((needed, needed < (int)report["inference"]!["itemsRead"]!), Is.EqualTo((items, true)));
    }

    [TestCase("nothing: \"p33 > 99\"", "MCI3208", "holdout.slices.nothing")]
    [TestCase("nothing: \"p99 > 1\"", "MCI3204", "'p99'")]
    [TestCase("nothing: \"p33 in (select 1)\"", "MCI3202", "subquery")]
    [TestCase("nothing: \"p33\"", "MCI3206", "BOOLEAN")]
    public void BadSlice_IsRefused(string slice, string code, params string[] words)
    {
        Workspace.Configure("    dark: p33 < 8", $"    dark: p33 < 8\n    {slice}");
        BadInputTests.IsRefusal(Workspace.Run("test"), [code], words);
        Assert.That(Workspace.Entries(), Is.Zero);
    }

    [Test]
    public void UndeclaredSlice_IsNamed()
    {
        Workspace.Configure(Example, "n[darc] > 0.5 +/- 0.1\"");
        BadInputTests.IsRefusal(Workspace.Run("test"), ["MCI1009"], "'darc'", "did you mean 'dark'");
    }
}
