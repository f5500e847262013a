using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Pages;

/// <summary><c>modelci test --maintainer-report</c>: all that a run saw, in a file that does not reach developers by itself.</summary>
internal sealed class MaintainerReportTests() : WorkspaceTests(TestKeys.SealedDigits)
{
    private string Full => Path.Combine(Workspace.Outside, "full.html");

    [SetUp]
    public void Verdict() => Workspace.Configure("feedback: estimates", "feedback: verdict");

    [Test]
    public void Run_IsTheSame_AndSaysWhoMustNotSeeTheFile()
    {
        using var other = Workspace.Copy();
        var plain = other.Run("test");
        var outcome = Workspace.Run("test", "--maintainer-report", Full);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Blank(outcome.Out), Is.EqualTo(Blank(plain.Out)));
            Assert.That(outcome.ExitCode, Is.EqualTo(plain.ExitCode));
            Assert.That(outcome.Error, Is.EqualTo($"{plain.Error}{Full} shows all that the run saw of the test set: it must not reach people who choose models\n"));
            Assert.That(Workspace.Entries(), Is.EqualTo(other.Entries()));
            Assert.That(Workspace.Read("modelci-report/report.json").Replace(Account(Workspace), "", StringComparison.Ordinal), Is.EqualTo(other.Read("modelci-report/report.json").Replace(Account(other), "", StringComparison.Ordinal)));
            Assert.That(Directory.GetFiles(Workspace.PathOf("modelci-report")).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(new[] { ".gitignore", "report.html", "report.json", "summary.md" }));
            Assert.That(Directory.GetFiles(Workspace.Outside, "full*").Select(Path.GetFileName), Is.EqualTo(new[] { "full.html" }));
            if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(Full), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        static string Blank(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{64}", "");
        static string Account(Workspace workspace) => (string)workspace.Report()["testSet"]!["account"]!;
    }

    [Test]
    public void Replay_HasThePathAgain_AlsoAfterLaterEvaluations()
    {
        Exits(Workspace.Run("test", "--maintainer-report", Full), 0);
        var first = File.ReadAllText(Full);
        Workspace.AddGate("worse.yml", ("models/better.onnx", "models/worse.onnx"));
        Exits(Workspace.Run("test", "--config", "worse.yml"), 1);
        Exits(Workspace.Run("test", "--maintainer-report", Full), 0);
        var again = File.ReadAllText(Full);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Does.Contain("id=\"path-1\"").And.Contain("Every clause was accepted by the evidence."));
            Assert.That(again, Does.Contain("repeated at no cost"));
            Assert.That(PageText.Section(again, "paths"), Is.EqualTo(PageText.Section(first, "paths")));
            Assert.That(PageText.Section(again, "clauses"), Is.EqualTo(PageText.Section(first, "clauses")));
            Assert.That(Workspace.Entries(), Is.EqualTo(4));
        }
    }

    [Test]
    public void Replay_WithoutPinnedPredictions_SaysThatThereIsNoPath()
    {
        Workspace.Configure("  feedback: verdict", "  reading: lazy\n  feedback: verdict");
        Exits(Workspace.Run("test", "--maintainer-report", Full), 0);
        Assert.That(File.ReadAllText(Full), Does.Contain("id=\"path-1\""));
        Exits(Workspace.Run("test", "--maintainer-report", Full), 0);
        var again = File.ReadAllText(Full);
        Assert.That(again, Does.Not.Contain("id=\"path-1\"").And.Contain("the recorded answer of an earlier run"));
        Assert.That(PageText.Words(again), Does.Contain("only the candidate right"));
    }

    [TestCase("modelci-report/full.html", "among the report files")]
    [TestCase("full.html", "in the work tree")]
    [TestCase("models/full.html", "in the work tree")]
    [TestCase(".git/full.html", "in the work tree")]
    [TestCase("nowhere/full.html", "its folder is not there")]
    [TestCase("models", "it is a folder")]
    public void WrongPlace_IsRefusedBeforeAnythingIsSpent(string path, string why)
    {
        Directory.CreateDirectory(Workspace.PathOf("modelci-report"));
        IsProblem(Workspace.Run("test", "--maintainer-report", path), path.StartsWith("nowhere", StringComparison.Ordinal) || path == "models" ? "MCI1047" : "MCI1046", why, "--maintainer-report " + path, "fix: ");
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    public void LinkIntoTheWorkTree_IsNoWayAround()
    {
        File.CreateSymbolicLink(Full, Workspace.PathOf("full.html"));
        IsProblem(Workspace.Run("test", "--maintainer-report", Full), "MCI1046", "in the work tree");
    }

    [Test]
    public void IgnoredFile_IsTaken_AndATrackedOneIsNot()
    {
        Workspace.Write(".gitignore", "private/\n");
        Workspace.Write("private/old.html", "");
        Workspace.Git("add", "--force", "private/old.html");
        IsProblem(Workspace.Run("test", "--maintainer-report", "private/old.html"), "MCI1046", ".gitignore");
        Exits(Workspace.Run("test", "--maintainer-report", "private/full.html"), 0);
        Assert.That(Workspace.Read("private/full.html"), Does.Contain("Maintainers' edition"));
    }

    [Test]
    public void AccountInClear_MayLieInTheWorkTree()
    {
        using var workspace = Workspace.Digits();
        Exits(workspace.Run("test", "--maintainer-report", "full.html"), 0);
        Assert.That(workspace.Read("full.html"), Does.Contain("Maintainers' edition"));
    }

    [Test]
    public void SealedAccount_NeedsItsKeys()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.SetKeys(null, null);
        Exits(Workspace.Run("test", "--maintainer-report", Full), 2);
        Assert.That(File.Exists(Full), Is.False);
    }

    [Test]
    public void None_TellsDevelopersNothing_AndMaintainersAll([Values("better", "worse")] string model)
    {
        using var workspace = PageRuns.Silent(model);
        var developers = PageText.Words(workspace.Read("modelci-report/report.html"));
        var maintainers = PageText.Words(File.ReadAllText(Path.Combine(workspace.Outside, "full.html")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(developers, Does.StartWith("→ Accepted for evaluation n - o > 0 +/- 0.02 Test set digits. The result is sealed, and nothing is told of it (adaptivity: none). ModelCI "));
            Assert.That(developers, Does.Not.Match(@"\d{3}|alpha|nats|clause|budget"));
            Assert.That(maintainers, Does.Contain(model == "better" ? "✓ Pass" : "✕ Fail").And.Contain("The path over the labels"));
        }
    }
}
