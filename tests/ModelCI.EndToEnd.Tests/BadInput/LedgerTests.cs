using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>An account that exists, and something that does not go with it.</summary>
internal sealed class LedgerTests() : BadInputTests(() => Workspace.Digits())
{
    [SetUp]
    public void FirstRun() => Exits(Workspace.Run("test"), 0);

    [Test]
    public void ChangedItem()
    {
        Workspace.Edit("holdout/items.csv", "digit-0002,0,", "digit-0002,1,");
        RefusesAndKeepsTheLedger("MCI4004", "'digits'", "items were changed", "a new test set needs a new holdout.name");
    }

    [Test]
    public void ItemTakenAway()
    {
        Workspace.Write("holdout/items.csv", string.Concat(Workspace.Read("holdout/items.csv").Split('\n').SkipLast(2).Select(line => line + "\n")));
        Workspace.Write("holdout/labels.csv", string.Concat(Workspace.Read("holdout/labels.csv").Split('\n').SkipLast(2).Select(line => line + "\n")));
        RefusesAndKeepsTheLedger("MCI4004", "it had 1197 items and has 1196 now");
    }

    [TestCase("adaptivity: full ", "adaptivity: first-change ", "gate.adaptivity is 'first-change'", "set gate.adaptivity back to 'full'")]
    public void PinnedSetting(string from, string to, params string[] words)
    {
        Workspace.Configure(from, to);
        RefusesAndKeepsTheLedger("MCI4005", words);
    }

    [Test]
    public void PinnedAccounting()
    {
        Workspace.Configure("feedback: estimates", "accounting: paper");
        RefusesAndKeepsTheLedger("MCI4005", "gate.accounting is 'paper'", "opened with 'universal'");
    }

    [Test]
    public void ChangedEntry()
    {
        var result = Workspace.Git("rev-parse", "refs/modelci/digits^{tree}");
        Workspace.Git("update-ref", "refs/modelci/digits", "refs/modelci/digits~1");
        Rewrite(entry => entry.Replace("\"steps\":16", "\"steps\":17", StringComparison.Ordinal), sealedToo: false);
        RefusesAndKeepsTheLedger("MCI4002", "entry 1: its error budget does not follow");
        Workspace.Git("update-ref", "refs/modelci/digits", Workspace.Git("commit-tree", "-p", "refs/modelci/digits", "-m", "x", result));
        RefusesAndKeepsTheLedger("MCI4002", "entry 1: ");
    }

    [TestCase("ledger", "verify")]
    [TestCase("ledger", "show")]
    [TestCase("ledger", "export")]
    [TestCase("test")]
    public void ChangedSealedPart(params string[] command)
    {
        Rewrite(entry => entry, sealedToo: true);
        var before = Workspace.Git("for-each-ref");
        IsRefusal(Workspace.Run(command), ["MCI4002"], "the ledger is damaged: entry 2: its sealed part was changed", "restore the ref");
        Assert.That(Workspace.Git("for-each-ref"), Is.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("garbage\n")]
    public void BrokenRef_IsNoEmptyLedger(string content)
    {
        Workspace.Write(".git/refs/modelci/digits", content);
        foreach (var command in (string[][])[["ledger", "show"], ["ledger", "verify"], ["test"]])
            IsRefusal(Workspace.Run(command), ["MCI4002"], "refs/modelci/digits: the ledger is damaged: git cannot read the ref", "restore the ref");
    }

    [Test]
    public void EntryTakenOut()
    {
        // The result without its opening.
        var tree = Workspace.Git("rev-parse", "refs/modelci/digits^{tree}");
        Workspace.Git("update-ref", "refs/modelci/digits", Workspace.Git("commit-tree", "-m", "x", tree));
        RefusesAndKeepsTheLedger("MCI4002", "entry 1: it does not follow the entry before it");
    }

    [Test]
    public void EntryWithoutItsFiles()
    {
        Workspace.Git("update-ref", "refs/modelci/digits", Workspace.Git("commit-tree", "-p", "refs/modelci/digits", "-m", "x", Workspace.Git("hash-object", "-t", "tree", "-w", "/dev/null")));
        RefusesAndKeepsTheLedger("MCI4002", "entry 3 lacks its files", "restore the ref from a clone");
    }

    [Test]
    public void EntryOfALaterVersion()
    {
        Rewrite(entry => entry.Replace("modelci.ledger/1", "modelci.ledger/2", StringComparison.Ordinal), sealedToo: false);
        RefusesAndKeepsTheLedger("MCI4003", "entry 2 of the ledger has the schema 'modelci.ledger/2'", "upgrade ModelCI");
    }

    /// <summary>Puts a changed last entry in the place of the last one, by plumbing.</summary>
    private void Rewrite(Func<string, string> change, bool sealedToo)
    {
        var entry = Store("entry", change(Workspace.EntryFile(0)));
        var sealedPart = sealedToo ? Store("sealed", Workspace.EntryFile(0, "sealed") + " ") : Workspace.Git("rev-parse", "refs/modelci/digits:sealed");
        File.WriteAllText(Path.Combine(Workspace.Outside, "tree"), $"100644 blob {entry}\tentry.json\n100644 blob {sealedPart}\tsealed\n");
        using var mktree = Child.Start("/bin/sh", Workspace.Folder, Workspace.Environment, "-c", "git mktree < ../home/tree");
        var parent = Workspace.TryGit("rev-parse", "--quiet", "--verify", "refs/modelci/digits~1");
        string[] parents = parent.ExitCode == 0 ? ["-p", parent.Out.Trim()] : [];
        var commit = Workspace.Git(["commit-tree", .. parents, "-m", "x", mktree.Wait().Out.Trim()]);
        Workspace.Git("update-ref", "refs/modelci/digits", commit);

        string Store(string name, string text)
        {
            File.WriteAllText(Path.Combine(Workspace.Outside, name), text);
            return Workspace.Git("hash-object", "-w", Path.Combine(Workspace.Outside, name));
        }
    }
}
