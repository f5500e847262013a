using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary><c>modelci ledger</c> on a sealed account with a remote.</summary>
internal sealed class LedgerCommandTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Keys = "MODELCI_KEY MODELCI_ORDER_KEY";

    [SetUp]
    public void FirstRun()
    {
        Workspace.Git("init", "--quiet", "--bare", "../remote.git");
        Workspace.Git("remote", "add", "origin", "../remote.git");
        Workspace.Configure("remote: none", "remote: origin");
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        var pair = JsonNode.Parse(Workspace.Run("holdout", "seal", "--new-key", "--format", "json").Out)!;
        foreach (var name in Keys.Split(' ')) Workspace.Environment[name] = (string)pair[name]!;
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void Show_WithoutKeys_ShowsTheSameAndSaysHowFarItWasChecked()
    {
        var with = Workspace.Run("ledger", "show");
        TakeKeysAway();
        var without = Workspace.Run("ledger", "show");
        Exits(with, 0);
        Exits(without, 0);
        Assert.That(with.Out, Does.Contain("pass").And.Contain("Ada").And.Not.Contain("not authenticated"));
        Assert.That(without.Out, Does.Contain("not authenticated: the entries were checked as a chain of hashes only"));
        Assert.That(with.Out.Split('\n'), Is.SubsetOf(without.Out.Split('\n')));
        Assert.That(with.Out.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
        Assert.That(Workspace.Run("ledger", "verify").Out, Does.Contain("not authenticated"));
        Assert.That((bool)JsonNode.Parse(Workspace.Run("ledger", "verify", "--format", "json").Out)!["authenticated"]!, Is.False);
    }

    [Test]
    public void Unseal_RetiresFirst_AtTheRemote_AndOnce()
    {
        var refused = Workspace.Run("ledger", "show", "--unseal");
        Exits(refused, 2);
        Assert.That(refused.Error, Does.Contain("[MCI4015]").And.Contain("add --yes"));
        var offline = Workspace.Run("ledger", "show", "--unseal", "--yes", "--offline");
        Exits(offline, 2);
        Assert.That(offline.Error, Does.Contain("[MCI4016]"));
        Assert.That((refused.Out + offline.Out, Workspace.Entries()), Is.EqualTo(("", 2)), "nothing was shown, nothing retired");

        var unsealed = Workspace.Run("ledger", "show", "--unseal", "--yes");
        Exits(unsealed, 0);
        Assert.That(unsealed.Out, Does.Contain("unsealed: not for people who choose models").And.Contain("accepted").And.Contain("passed"));
        Assert.That(Workspace.Git("ls-remote", "origin", "refs/modelci/digits"), Does.StartWith(Workspace.Git("rev-parse", "refs/modelci/digits")));
        Assert.That(((string?)Workspace.Entry(0)["kind"], (string?)Workspace.Entry(0)["reason"]), Is.EqualTo(("retire", "unsealed")));

        Exits(Workspace.Run("ledger", "show", "--unseal"), 0);
        Assert.That(Workspace.Entries(), Is.EqualTo(3), "retired once");
        Workspace.AddTwin("twin");
        Workspace.Configure("models/better.onnx", "models/twin.onnx");
        var test = Workspace.Run("test");
        Exits(test, 4);
        Assert.That(test.Out, Does.Contain("Its sealed details were read"));
    }

    [Test]
    public void Unseal_WhereTheEntryCannotBePushed_ShowsNothing()
    {
        var hook = Path.Combine(Workspace.Outside, "..", "remote.git", "hooks", "update");
        File.WriteAllText(hook, "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var outcome = Workspace.Run("ledger", "show", "--unseal", "--yes");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("[MCI4027]"));
        Assert.That((outcome.Out, Workspace.Entries()), Is.EqualTo(("", 2)));
    }

    [Test]
    public void Unseal_WithoutKeys_IsRefused()
    {
        TakeKeysAway();
        var outcome = Workspace.Run("ledger", "show", "--unseal", "--yes");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("[MCI4010]"));
        Assert.That((outcome.Out, Workspace.Entries()), Is.EqualTo(("", 2)));
    }

    [Test]
    public void Verify_AccountPinned_IsChecked()
    {
        var account = (string)JsonNode.Parse(Workspace.Run("ledger", "verify", "--format", "json").Out)!["account"]!;
        Workspace.Configure("  name: digits", $"  name: digits\n  account: {account}");
        Assert.That(Workspace.Run("ledger", "verify").Out, Does.Contain("pinned: it is the one that holdout.account names"));
        Workspace.Configure(account, new string('0', 64));
        foreach (var command in (string[])["show", "verify", "export"])
        {
            var outcome = Workspace.Run("ledger", command);
            Exits(outcome, 2);
            Assert.That(outcome.Error, Does.Contain("[MCI4011]").And.Contain(account));
        }
    }

    [Test]
    public void Verify_TwoBadEntries_NamesTheFirst([Values] bool hasKeys)
    {
        if (!hasKeys) TakeKeysAway();
        // Entry 2 is rewritten as another text; entry 1's part is another one. Nothing reads a part unless it must.
        var first = Commit(null, Workspace.Git("rev-parse", "refs/modelci/digits~1:entry.json"), Store("x"), "items", "labels");
        var second = Commit(first, Store(Workspace.EntryFile(0).Replace("pass", "fail", StringComparison.Ordinal)), Workspace.Git("rev-parse", "refs/modelci/digits:sealed"));
        Workspace.Git("push", "--quiet", "--force", "origin", $"{second}:refs/modelci/digits");
        foreach (var name in (string[])["refs/modelci/digits", "refs/modelci-seen/digits"]) Workspace.Git("update-ref", "-d", name);
        var outcome = Workspace.Run("ledger", "verify");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("[MCI4002]").And.Contain("entry 1: its part 'sealed' was changed"));
    }

    [Test]
    public void Offline_ReadsTheCopy()
    {
        Workspace.Git("remote", "set-url", "origin", "../gone.git");
        foreach (var command in (string[])["show", "verify", "export"])
        {
            Exits(Workspace.Run("ledger", command), 2);
            Exits(Workspace.Run("ledger", command, "--offline"), 0);
        }
    }

    [Test]
    public void Export_IsOneEntryALine()
    {
        var lines = Workspace.Run("ledger", "export").Out.TrimEnd('\n').Split('\n');
        Assert.That(lines, Is.EqualTo(new[] { Workspace.EntryFile(1), Workspace.EntryFile(0) }));
    }

    private void TakeKeysAway()
    {
        foreach (var name in Keys.Split(' ')) Workspace.Environment.Remove(name);
    }

    private string Commit(string? parent, string entry, string sealedPart, params string[] others)
    {
        var lines = others.Select(name => $"100644 blob {Workspace.Git("rev-parse", $"refs/modelci/digits~1:{name}")}\t{name}\n");
        File.WriteAllText(Path.Combine(Workspace.Outside, "tree"), $"100644 blob {entry}\tentry.json\n100644 blob {sealedPart}\tsealed\n{string.Concat(lines)}");
        using var mktree = Child.Start("/bin/sh", Workspace.Folder, Workspace.Environment, "-c", "git mktree < ../home/tree");
        return Workspace.Git(["commit-tree", .. parent is null ? (string[])[] : ["-p", parent], "-m", "x", mktree.Wait().Out.Trim()]);
    }

    private string Store(string text)
    {
        File.WriteAllText(Path.Combine(Workspace.Outside, "blob"), text);
        return Workspace.Git("hash-object", "-w", Path.Combine(Workspace.Outside, "blob"));
    }
}
