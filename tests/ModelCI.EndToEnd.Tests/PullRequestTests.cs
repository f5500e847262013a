using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>A pull request is ruled by the base commit's configuration, and what the Action publishes is written for it.</summary>
internal sealed class PullRequestTests() : WorkspaceTests(() => Workspace.Digits())
{
    private string _base = "";

    private JsonNode Publication => JsonNode.Parse(Workspace.Read("modelci-report/publication.json"))!;

    private JsonNode Announcement => JsonNode.Parse(Workspace.Read("modelci-report/announcement.json"))!;

    [SetUp]
    public void OnABranch()
    {
        _base = Workspace.Commit("the gate");
        Workspace.Git("checkout", "--quiet", "-b", "change");
    }

    [Test]
    public void ConfigurationFrom_EditedRules_AreShownAndNotUsed()
    {
        Workspace.Configure("models/better.onnx", "models/worse.onnx");
        Workspace.Configure("condition: \"n - o > 0 +/- 0.02\"", "condition: \"n - o > -0.9 +/- 0.1\"");
        Workspace.Commit("rules of my own");
        // The base's candidate and condition: its model is better.
        Exits(Workspace.Run("test", "--config-from", _base, "--publish"), 0);
        var report = Workspace.Report();
        Assert.That((string)report["condition"]!, Is.EqualTo("n - o > 0 +/- 0.02"));
        Assert.That((string)report["configuration"]!["commit"]!, Is.EqualTo(_base));
        Assert.That((string)report["configuration"]!["difference"]!, Does.Contain("\n-candidate: models/better.onnx").And.Contain("\n+candidate: models/worse.onnx"));
        Assert.That((string)Publication["comment"]![0]!, Does.Contain("They were not used").And.Contain("\n+candidate: models/worse.onnx"));
    }

    [Test]
    public void ConfigurationFrom_SameRules_AreNotMentioned()
    {
        Exits(Workspace.Run("test", "--config-from", _base, "--publish"), 0);
        Assert.That(Workspace.Report()["configuration"]!["difference"], Is.Null);
        Assert.That((string)Publication["comment"]![0]!, Does.Not.Contain("rules"));
    }

    [Test]
    public void ConfigurationFrom_DeletedFile_StillRules()
    {
        File.Delete(Workspace.PathOf("modelci.yml"));
        Workspace.Commit("no rules");
        Exits(Workspace.Run("test", "--config", "modelci.yml", "--config-from", _base), 0);
        Assert.That((string)Workspace.Report()["configuration"]!["difference"]!, Does.StartWith("--- a/modelci.yml\n+++ /dev/null\n"));
    }

    [Test]
    public void ConfigurationFrom_CommitWithoutOne_LetsTheWorkTreeRuleAndSaysSo()
    {
        Workspace.Git("rm", "--quiet", "--cached", "modelci.yml");
        Workspace.Git("commit", "--quiet", "--message", "before the gate");
        Exits(Workspace.Run("test", "--config-from", "HEAD", "--publish"), 0);
        Assert.That((bool)Workspace.Report()["configuration"]!["isNew"]!, Is.True);
        Assert.That((string)Publication["comment"]![0]!, Does.Contain("The base commit has no configuration yet"));
    }

    [Test]
    public void ConfigurationFrom_SchemaIsTheBases()
    {
        Exits(Workspace.Run("holdout", "check", "--infer"), 0);
        var with = Workspace.Commit("a schema");
        Workspace.Edit("holdout/schema.yml", "version: 1", "version: 7");
        Workspace.Commit("a broken schema");
        Exits(Workspace.Run("test", "--config-from", with), 0);
        Assert.That((string)Workspace.Report()["configuration"]!["difference"]!, Does.Contain("holdout/schema.yml"));
        Exits(Workspace.Run("test"), 2);
    }

    [Test]
    public void ConfigurationFrom_TemplatesAreTheBases()
    {
        Workspace.Write("modelci.yml", Workspace.Read("modelci.yml") + "\nreport:\n  templates: words\n");
        Workspace.Write("words/title.txt.hbs", "the team's words");
        var with = Workspace.Commit("templates");
        Workspace.Write("words/title.txt.hbs", "PASS, trust me");
        Workspace.Write("words/heading.md.hbs", "### PASS, trust me");
        Workspace.Commit("templates of my own");
        Exits(Workspace.Run("test", "--config-from", with, "--publish"), 0);
        Assert.That((string)Publication["title"]!, Is.EqualTo("the team's words"));
        Assert.That((string)Publication["comment"]![0]!, Does.Not.StartWith("<!-- modelci: digits -->\n### PASS").And.Contain("They were not used"));
    }

    [Test]
    public void ConfigurationFrom_TemplatesOutsideTheRepository_AreRefused([Values("../words", "/words")] string folder)
    {
        Workspace.Write("modelci.yml", Workspace.Read("modelci.yml") + $"\nreport:\n  templates: {folder}\n");
        var with = Workspace.Commit("templates");
        var outcome = Workspace.Run("test", "--config-from", with);
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI1029]: report.templates: "));
    }

    [TestCase("nowhere", "error[MCI4022]: --config-from: git knows no commit 'nowhere'")]
    [TestCase("--end-of-options", "error[MCI4022]: --config-from: git knows no commit '--end-of-options'")]
    public void ConfigurationFrom_NoCommit_IsNamed(string revision, string message)
    {
        var outcome = Workspace.Run("test", $"--config-from={revision}");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith(message));
    }

    [Test]
    public void ConfigurationFrom_BrokenFileOfACommit_IsNamedWithTheCommit()
    {
        Workspace.Configure("reliability: 0.99 ", "reliability: 1.99 ");
        var broken = Workspace.Commit("broken");
        Workspace.Configure("reliability: 1.99 ", "reliability: 0.99 ");
        var outcome = Workspace.Run("test", "--config-from", broken, "--publish", "--report", "modelci-report");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Match($@"^error\[MCI1007\]: modelci\.yml:\d+:\d+ \(at commit {broken[..12]}\): "));
        Assert.That((string)Publication["verdict"]!, Is.EqualTo("broken"));
        Assert.That((string)Publication["testSet"]!, Is.EqualTo("digits"));
    }

    [Test]
    public void ConfigurationFrom_FolderMadeALink_IsRefused()
    {
        Workspace.Git("mv", "modelci.yml", "holdout", "models", MakeFolder("quality"));
        var with = Workspace.Commit("a gate in a folder");
        Workspace.Git("mv", "quality", "evil");
        Workspace.Edit("evil/modelci.yml", "n - o > 0 +/- 0.02", "n - o > -0.9 +/- 0.1");
        File.CreateSymbolicLink(Workspace.PathOf("quality"), "evil");
        Workspace.Commit("rules of my own, by a link");
        var outcome = Workspace.Run("test", "--config", "quality/modelci.yml", "--config-from", with);
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI1029]: quality/modelci.yml: "));
        Exits(Workspace.Run("predict", "--config", "quality/modelci.yml", "--config-from", with), 2);
    }

    [Test]
    public void ConfigurationFrom_EditsThatAttributesHide_AreShown()
    {
        Workspace.Write(".gitattributes", "modelci.yml -diff\n*.yml filter=nothing\n");
        Workspace.Git("config", "filter.nothing.clean", "true");
        Workspace.Configure("reliability: 0.99 ", "reliability: 0.5 ");
        Exits(Workspace.Run("test", "--config-from", _base), 0);
        Assert.That((string)Workspace.Report()["configuration"]!["difference"]!, Does.StartWith("--- a/modelci.yml\n+++ b/modelci.yml\n@@").And.Contain("\n+  reliability: 0.5"));
    }

    [Test]
    public void ConfigurationFrom_LinkInPlaceOfTheFile_IsNotFollowed()
    {
        File.Delete(Workspace.PathOf("modelci.yml"));
        File.CreateSymbolicLink(Workspace.PathOf("modelci.yml"), "/etc/hostname");
        Exits(Workspace.Run("test", "--config", "modelci.yml", "--config-from", _base), 0);
        Assert.That((string)Workspace.Report()["configuration"]!["difference"]!, Does.Contain("(a symbolic link to /etc/hostname)").And.Not.Contain(Environment.MachineName));
    }

    [Test]
    public void ConfigurationFrom_BaselineByItsPath_IsTheBases()
    {
        // The change brings an opponent of its own: what it must beat is the base's.
        File.Copy(Workspace.PathOf("models/worse.onnx"), Workspace.PathOf("models/baseline.onnx"), overwrite: true);
        File.Copy(Workspace.PathOf("models/worse.onnx"), Workspace.PathOf("models/better.onnx"), overwrite: true);
        Workspace.Commit("an easy opponent");
        Exits(Workspace.Run("test", "--config-from", _base), 1);
        Assert.That((string)Workspace.Report()["verdict"]!, Is.EqualTo("fail"));
    }

    [Test]
    public void ConfigurationFrom_ProblemAfterwards_BelongsToTheBasesTestSet()
    {
        Workspace.Configure("name: digits ", "name: fairness ");
        File.Delete(Workspace.PathOf("models/better.onnx"));
        Workspace.Commit("another name, and no model");
        Exits(Workspace.Run("test", "--config-from", _base, "--publish"), 2);
        Assert.That((string)Publication["testSet"]!, Is.EqualTo("digits"));
        Assert.That((string)Publication["comment"]![0]!, Does.StartWith("<!-- modelci: digits -->"));
    }

    [Test]
    public void ConfigurationFrom_ABranchOfTheRemote_IsFoundInAWholeClone()
    {
        using var clone = Workspace.CloneOf(Workspace.Share());
        clone.Git("checkout", "--quiet", "--detach", "origin/main");
        clone.Git("branch", "--quiet", "-D", "main");
        Exits(clone.Run("test", "--config-from", "refs/heads/main", "--offline"), 0);
    }

    [Test]
    public void Announce_ManyProblems_HaveATextThatFits()
    {
        var keys = string.Concat(Enumerable.Range(0, 800).Select(number => $"unknown-{number}-{new string('x', 200)}: 1\n"));
        Workspace.Write("modelci.yml", Workspace.Read("modelci.yml") + keys);
        Exits(Workspace.Run("test", "--announce"), 2);
        Assert.That(((string)Publication["check"]!.AsArray()[^1]!).Length, Is.LessThan(65_000));
        Assert.That(((string)Publication["comment"]!.AsArray()[^1]!).Length, Is.LessThan(65_000));
        var annotation = Publication["annotations"]![0]!;
        Assert.That(((string)annotation["title"]!).Length, Is.LessThan(256));
        Assert.That(((string)annotation["message"]!).Length, Is.LessThan(65_000));
    }

    [Test]
    public void Candidate_ByOption_IsComparedWithTheConfiguredPathOfTheBase()
    {
        Workspace.Configure("models/better.onnx", "models/baseline.onnx");
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: base ");
        Workspace.Commit("base");
        var model = Path.Combine(Workspace.Outside, "from a fork.onnx");
        File.Copy(Workspace.PathOf("models/better.onnx"), model);
        Exits(Workspace.Run("test", "--base", "HEAD", "--candidate", model), 0);
        Assert.That((string)Workspace.Report()["verdict"]!, Is.EqualTo("pass"));
        Assert.That((string)Workspace.Report()["candidate"]!["path"]!, Is.EqualTo("models/baseline.onnx"));
    }

    [Test]
    public void Candidate_ThatIsAbsent_IsNamed()
    {
        var outcome = Workspace.Run("test", "--candidate", "nowhere.onnx");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI2001]: candidate: the candidate 'nowhere.onnx' does not exist"));
    }

    [Test]
    public void Origin_IsInTheAccount()
    {
        Exits(Workspace.Run("test", "--actor", "octocat", "--pull-request", "12"), 0);
        Assert.That(((string)Workspace.Entry(0)["header"]!["actor"]!, (int)Workspace.Entry(0)["header"]!["pullRequest"]!), Is.EqualTo(("octocat", 12)));
    }

    [Test]
    public void Announce_ReadsTheConfigurationOnly()
    {
        File.Delete(Workspace.PathOf("models/better.onnx"));
        Exits(Workspace.Run("test", "--announce"), 0);
        Assert.That(((string)Announcement["checkName"]!, (string)Announcement["candidate"]!), Is.EqualTo(("ModelCI (digits)", "models/better.onnx")));
        Assert.That(Workspace.Entries(), Is.Zero);
        Assert.That(File.Exists(Workspace.PathOf("modelci-report/publication.json")), Is.False);
    }

    [Test]
    public void Announce_BrokenConfiguration_HasTheCheckOfItsTestSet()
    {
        Workspace.Configure("reliability: 0.99 ", "reliability: 1.99 ");
        Exits(Workspace.Run("test", "--announce"), 2);
        Assert.That((string)Announcement["checkName"]!, Is.EqualTo("ModelCI (digits)"));
        Assert.That(((string)Publication["conclusion"]!, (int)Publication["exitCode"]!), Is.EqualTo(("failure", 2)));
        Assert.That((string)Publication["annotations"]![0]!["path"]!, Is.EqualTo("modelci.yml"));
    }

    [Test]
    public void Announce_NoConfiguration_HasACheckAllTheSame()
    {
        Exits(Workspace.Run("test", "--announce", "--config", "nowhere.yml"), 2);
        Assert.That((string)Announcement["checkName"]!, Is.EqualTo("ModelCI"));
        Assert.That((string)Publication["comment"]![0]!, Does.StartWith("<!-- modelci -->\n").And.Contain("MCI1001"));
    }

    [Test]
    public void Publish_Problem_RemovesTheReportOfAnEarlierRun()
    {
        Exits(Workspace.Run("test", "--publish"), 0);
        File.WriteAllText(Workspace.PathOf("models/better.onnx"), "no model");
        Exits(Workspace.Run("test", "--publish"), 2);
        Assert.That(File.Exists(Workspace.PathOf("modelci-report/report.json")), Is.False);
        Assert.That((string)Publication["verdict"]!, Is.EqualTo("broken"));
    }

    [Test]
    public void Publish_FailInASubfolder_AnnotatesByPathsFromTheRoot()
    {
        Workspace.Configure("models/better.onnx", "models/worse.onnx");
        Workspace.Git("add", "--all");
        Directory.CreateDirectory(Workspace.PathOf("gate"));
        foreach (var name in (string[])["modelci.yml", "holdout", "models"]) Workspace.Git("mv", name, "gate/" + name);
        Workspace.Commit("a gate in a folder");
        Exits(Workspace.Run("test", "--config", "gate/modelci.yml", "--publish", "--report", "modelci-report"), 1);
        var annotations = Publication["annotations"]!.AsArray();
        var line = 1 + Array.FindIndex(File.ReadAllLines(Workspace.PathOf("gate/modelci.yml")), text => text.Contains("condition:", StringComparison.Ordinal));
        Assert.That(annotations.Select(at => ((string)at!["path"]!, (int)at["line"]!)), Is.EqualTo(new[] { ("gate/modelci.yml", line), ("gate/models/worse.onnx", 1) }));
    }

    private string MakeFolder(string name) => Directory.CreateDirectory(Workspace.PathOf(name)).Name;

    [Test]
    public void WithoutPublish_NothingOfItIsWritten()
    {
        Exits(Workspace.Run("test"), 0);
        Assert.That(File.Exists(Workspace.PathOf("modelci-report/publication.json")), Is.False);
    }
}
