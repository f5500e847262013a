using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Holdouts;

/// <summary><c>holdout rotate</c>: a test set that is used up is retired, and another takes over.</summary>
internal sealed class RotateTests() : WorkspaceTests(() => Workspace.Digits())
{
    private static readonly string[] Files = ["--items", "next/items.csv", "--labels", "next/labels.csv"];

    [TestCase("steps", "steps: 16 ", "steps: 1 ")]
    [TestCase("first-pass", "adaptivity: full ", "adaptivity: first-change ")]
    // Counts that are shown cost so much that no model is expected to pass with 30 labels any more.
    [TestCase("alpha", "labels-per-run: 200 ", "labels-per-run: 30 ")]
    public void UsedUp_OpensNothingMore_UntilItIsRotated(string why, string from, string to)
    {
        Workspace.Configure(from, to);
        if (why == "first-pass") Workspace.Configure("feedback: estimates", "feedback: verdict");
        Workspace.AddTwin("next");
        Assert.That(Workspace.Run("test").ExitCode, Is.AnyOf(0, 1));
        var entries = Workspace.Entries();
        Workspace.Configure("models/better.onnx", "models/next.onnx");
        var exhausted = Workspace.Run("test");
        Exits(exhausted, 4);
        Assert.That(exhausted.Out, Does.StartWith("NEW TEST SET NEEDED  ").And.Contain("`modelci holdout rotate`"));
        Assert.That(((string?)Workspace.Report()["exhaustion"], Workspace.Entries()), Is.EqualTo((why, entries)));

        Workspace.AddGate("old.yml");
        Workspace.AddNext();
        Exits(Workspace.Run(["holdout", "rotate", "digits-2", .. Files]), 0);
        Assert.That(Workspace.Run("test").ExitCode, Is.AnyOf(0, 1));
        Assert.That(((string?)Workspace.Report()["testSet"]!["name"], (int)Workspace.Report()["error"]!["step"]!), Is.EqualTo(("digits-2", 1)));
        Exits(Workspace.Run("test", "--config", "old.yml"), 4);
        Assert.That((string?)Workspace.Report()["exhaustion"], Is.EqualTo("rotated"));
        Workspace.Edit("old.yml", "models/next.onnx", "models/better.onnx");
        Assert.That(Workspace.Run("test", "--config", "old.yml").ExitCode, Is.AnyOf(0, 1), "what was asked before is still answered");
        Exits(Workspace.Run("ledger", "verify"), 0);
        Exits(Workspace.Run("ledger", "verify", "--config", "old.yml"), 0);
    }

    [Test]
    public void Configuration_KeepsCommentsAndLayout_AndPinsTheNewAccount()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Configure("  items: holdout/items.csv ", $"  account: '{(string)Workspace.Report()["testSet"]!["account"]!}' # pinned\n  items: \"holdout/items.csv\" ");
        var before = Workspace.Read("modelci.yml");
        Workspace.AddNext();
        var outcome = Workspace.Run(["holdout", "rotate", "digits-2", .. Files, "--format", "json"]);
        Exits(outcome, 0);
        var json = JsonNode.Parse(outcome.Out)!;
        var account = (string)json["account"]!;
        Assert.That(Workspace.Read("modelci.yml"), Is.EqualTo(System.Text.RegularExpressions.Regex.Replace(before, "account: '[0-9a-f]{64}' # pinned", $"account: '{account}' # pinned")
            .Replace("name: digits ", "name: digits-2 ").Replace("\"holdout/items.csv\"", "\"next/items.csv\"").Replace("labels: holdout/labels.csv ", "labels: next/labels.csv ")));
        Assert.That((bool)json["configurationWritten"]!, Is.True);
        Assert.That(json["changes"]!.AsArray().Select(change => (string)change!["key"]!), Is.EqualTo(new[] { "holdout.name", "holdout.account", "holdout.items", "holdout.labels" }));
        Assert.That((string?)Workspace.Entry(0, "digits-2")["kind"], Is.EqualTo("pin"));
        Assert.That(((string?)Workspace.Entry(0)["kind"], (string?)Workspace.Entry(0)["successor"]), Is.EqualTo(("retire", "digits-2")));
        Exits(Workspace.Run("test"), 0);
        Assert.That((string?)Workspace.Report()["testSet"]!["account"], Is.EqualTo(account));
    }

    [Test]
    public void ConfigurationThatCannotBeEdited_IsLeft_AndTheLinesAreNamed()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Configure(
            "  items: holdout/items.csv            # one row per image, without the answers; rows are named by column id\n", "  items: >-\n    holdout/items.csv\n");
        var before = Workspace.Read("modelci.yml");
        Workspace.AddNext();
        var outcome = Workspace.Run(["holdout", "rotate", "digits-2", .. Files]);
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Contain("by hand").And.Contain("line 7: holdout.name: digits-2\n").And.Contain("line 8: holdout.items: next/items.csv\n"));
        Assert.That(Workspace.Read("modelci.yml"), Is.EqualTo(before));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Released_IsTheOldTestSetInClear(bool isSealed)
    {
        var (items, labels) = (Workspace.Read("holdout/items.csv"), Workspace.Read("holdout/labels.csv"));
        if (isSealed) Workspace.Seal();
        Exits(Workspace.Run("test"), 0);
        Workspace.AddNext();
        Workspace.Write("dev/items.csv", "mine\n");
        string[] command = ["holdout", "rotate", "digits-2", .. Files, "--release", "dev"];
        var entries = Workspace.Entries();
        IsProblem(Workspace.Run(command), "MCI4043", "dev/items.csv", "--release");
        Assert.That((Workspace.Entries(), Workspace.Entries("digits-2")), Is.EqualTo((entries, 0)));
        File.Delete(Workspace.PathOf("dev/items.csv"));
        Exits(Workspace.Run(command), 0);
        Assert.That((Workspace.Read("dev/items.csv"), Workspace.Read("dev/labels.csv")), Is.EqualTo((items, labels)));
        Exits(Workspace.Run("test"), 0);
        Assert.That((string?)Workspace.Entry(0, "digits-2")["header"]!["mac"], isSealed ? Is.Not.Null : Is.Null);
    }

    [Test]
    public void KeysMayComeWithTheNewTestSet()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.SetKeys();
        Workspace.AddNext();
        Exits(Workspace.Run(["holdout", "rotate", "digits-2", .. Files]), 0);
        Assert.That((string?)Workspace.Entry(0)["header"]!["mac"], Is.Null);
        Assert.That((string?)Workspace.Entry(0, "digits-2")["testSet"]!["key"], Is.Not.Null);
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    [Platform(Include = "Linux", Reason = "signals")]
    public void BrokenOff_IsFinishedByTheSameCommand()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.AddNext();
        string[] command = ["holdout", "rotate", "digits-2", .. Files, "--release", "dev"];
        var before = Workspace.Read("modelci.yml");
        using (var child = Wrappers.StartAndHoldAfterUpdate(Workspace, () => Workspace.Start(Workspace.Folder, command)))
        {
            child.Kill();
            Wrappers.Release(Workspace);
            child.Wait();
        }
        Assert.That(((string?)Workspace.Entry(0)["kind"], Workspace.Entries("digits-2")), Is.EqualTo(("retire", 0)));
        Assert.That((Workspace.Read("modelci.yml"), Directory.Exists(Workspace.PathOf("dev"))), Is.EqualTo((before, false)));
        IsProblem(Workspace.Run(["holdout", "rotate", "digits-3", .. Files]), "MCI4051", "'digits-2' has taken over");

        // Then at its last step.
        Directory.CreateDirectory(Workspace.PathOf("modelci.yml.partial"));
        IsProblem(Workspace.Run(command), "MCI1026", "run the same command again", "holdout.name: digits-2");
        Assert.That((Workspace.Entries("digits-2"), Workspace.Read("dev/labels.csv")), Is.EqualTo((1, Workspace.Read("holdout/labels.csv"))));
        Directory.Delete(Workspace.PathOf("modelci.yml.partial"));
        var entries = Workspace.Entries();
        Exits(Workspace.Run(command), 0);
        Assert.That((Workspace.Entries(), Workspace.Entries("digits-2")), Is.EqualTo((entries, 1)));
        Assert.That(Workspace.Read("modelci.yml"), Does.Contain("name: digits-2 "));
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void Remote_HasBothAccounts()
    {
        var remote = Path.Combine(Workspace.Outside, "remote.git");
        Workspace.Git("init", "--quiet", "--bare", remote);
        Workspace.Git("remote", "add", "origin", "file://" + remote);
        Workspace.Configure("remote: none ", "remote: origin ");
        Exits(Workspace.Run("test"), 0);
        Workspace.AddNext();
        Exits(Workspace.Run(["holdout", "rotate", "digits-2", .. Files]), 0);
        var here = Workspace.Git("for-each-ref", "--format=%(refname) %(objectname)", "refs/modelci");
        Assert.That(Workspace.Git("--git-dir", remote, "for-each-ref", "--format=%(refname) %(objectname)"), Is.EqualTo(here));
    }
}
