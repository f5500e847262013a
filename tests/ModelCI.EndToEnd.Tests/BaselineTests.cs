using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>A baseline out of the history: on main a model at models/model.onnx, on a branch a better one at the same path.</summary>
internal sealed class BaselineTests() : WorkspaceTests(() => Workspace.Digits())
{
    private string _old = "";

    [SetUp]
    public void TwoCommits()
    {
        Workspace.Configure("models/better.onnx", "models/model.onnx");
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: base ");
        File.Copy(Workspace.PathOf("models/baseline.onnx"), Workspace.PathOf("models/model.onnx"));
        _old = Workspace.Commit("old model");
        Workspace.Git("checkout", "--quiet", "-b", "change");
        File.Copy(Workspace.PathOf("models/better.onnx"), Workspace.PathOf("models/model.onnx"), overwrite: true);
        Workspace.Commit("better model");
    }

    [Test]
    public void Base_OnABranch_IsTheMergeBase() => AssertComparesWithTheOldModel("test");

    [Test]
    public void Base_OnTheDefaultBranch_IsTheFirstParent()
    {
        Workspace.Git("checkout", "--quiet", "main");
        Workspace.Git("merge", "--quiet", "--no-ff", "change");
        AssertComparesWithTheOldModel("test");
    }

    [Test]
    public void Base_ByOption_IsThatCommit()
    {
        Workspace.Git("commit", "--quiet", "--allow-empty", "--message", "another");
        AssertComparesWithTheOldModel("test", "--base", "HEAD~2");
    }

    [Test]
    public void NoTemporaryFolder_IsNamed()
    {
        Workspace.Environment["TMPDIR"] = "/nowhere";
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI1023]: /nowhere/: the baseline of commit "));
    }

    [Test]
    public void Base_ThroughASymbolicLink_IsTheSame()
    {
        var link = Path.Combine(Workspace.Outside, "link");
        Directory.CreateSymbolicLink(link, Workspace.Folder);
        AssertComparesWithTheOldModel("test", "--config", Path.Combine(link, "modelci.yml"));
    }

    [Test]
    public void RevisionAndPath_AreRelativeToTheRoot()
    {
        // The gate lies in a folder below, its holdout is found from there.
        Workspace.AddGate("gates/modelci.yml",
            ("candidate: models/", "candidate: ../models/"), ("items: ", "items: ../"), ("labels: holdout", "labels: ../holdout"),
            ("baseline: base ", $"baseline: git:{_old}:models/model.onnx "));
        AssertComparesWithTheOldModel("test", "--config", "gates/modelci.yml");
    }

    [Test]
    public void AllWays_AskTheSameQuestion()
    {
        Exits(Workspace.Run("test"), 0);
        Exits(Workspace.Run("test", "--base", "main"), 0);
        Workspace.Configure("baseline: base ", "baseline: git:main:models/model.onnx ");
        Exits(Workspace.Run("test"), 0);
        Assert.That(((bool)Workspace.Report()["replayed"]!, Workspace.Entries()), Is.EqualTo((true, 2)));
    }

    [Test]
    public void NoFileAtTheBase_IsAProblem()
    {
        Workspace.Git("mv", "models/model.onnx", "models/new.onnx");
        Workspace.Configure("models/model.onnx", "models/new.onnx");
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("error[MCI2001]: baseline: there is no file 'models/new.onnx' at commit " + _old[..12]).And.Contain("`baseline: none`"));
    }

    [Test]
    public void WorkTreeAndIndex_AreLeftAlone()
    {
        Exits(Workspace.Run("test"), 0);
        Assert.That(Workspace.Git("status", "--porcelain"), Is.Empty);
        Assert.That(Workspace.Git("rev-parse", "--abbrev-ref", "HEAD"), Is.EqualTo("change"));
    }

    private void AssertComparesWithTheOldModel(params string[] command)
    {
        Exits(Workspace.Run([.. command, "--report", "out"]), 0);
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Workspace.PathOf("models/baseline.onnx"))));
        var report = System.Text.Json.Nodes.JsonNode.Parse(Workspace.Read("out/report.json"))!;
        Assert.That((string?)report["baseline"]!["digest"], Is.EqualTo(expected));
    }
}
