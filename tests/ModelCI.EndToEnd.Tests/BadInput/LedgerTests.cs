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
        RefusesAndKeepsTheLedger("MCI4004", "'digits'", "changed: 'digit-0002'", "`modelci holdout rotate`");
    }

    [Test]
    public void ItemTakenAway()
    {
        Workspace.Write("holdout/items.csv", string.Concat(Workspace.Read("holdout/items.csv").Split('\n').SkipLast(2).Select(line => line + "\n")));
        Workspace.Write("holdout/labels.csv", string.Concat(Workspace.Read("holdout/labels.csv").Split('\n').SkipLast(2).Select(line => line + "\n")));
        RefusesAndKeepsTheLedger("MCI4004", "gone: 1 items", "restore the holdout's files");
    }

    [Test]
    public void ItemAdded()
    {
        Workspace.Write("holdout/items.csv", Workspace.Read("holdout/items.csv").TrimEnd('\n') + "\n" + Workspace.Read("holdout/items.csv").Split('\n')[1].Replace("digit-", "digit-9", StringComparison.Ordinal) + "\n");
        Workspace.Write("holdout/labels.csv", Workspace.Read("holdout/labels.csv").TrimEnd('\n') + "\n" + Workspace.Read("holdout/labels.csv").Split('\n')[1].Replace("digit-", "digit-9", StringComparison.Ordinal) + "\n");
        RefusesAndKeepsTheLedger("MCI4004", "added: 'digit-9", "`modelci holdout extend`");
    }

    [Test]
    public void TwoItemsExchanged()
    {
        // Their pixels, under each other's names.
        var lines = Workspace.Read("holdout/items.csv").Split('\n');
        var (first, second) = (lines[1].Split(',', 2), lines[2].Split(',', 2));
        (lines[1], lines[2]) = ($"{first[0]},{second[1]}", $"{second[0]},{first[1]}");
        Workspace.Write("holdout/items.csv", string.Join('\n', lines));
        RefusesAndKeepsTheLedger("MCI4004", $"changed: '{first[0]}', '{second[0]}'");
    }

    [Test]
    public void LabelsExchanged()
    {
        // The same labels as before, at two other items: neither the file's size nor any count tells.
        var lines = Workspace.Read("holdout/labels.csv").Split('\n');
        var (at, label) = (1, lines[1].Split(',')[1]);
        var other = Array.FindIndex(lines, 2, line => line.Split(',')[1] != label);
        var (first, second) = (lines[at].Split(','), lines[other].Split(','));
        (lines[at], lines[other]) = ($"{first[0]},{second[1]}", $"{second[0]},{first[1]}");
        Workspace.Write("holdout/labels.csv", string.Join('\n', lines));
        RefusesAndKeepsTheLedger("MCI4009", $"'{first[0]}'", $"'{second[0]}'", "a label that was found wrong is not corrected");
    }

    [Test]
    public void LabelTakenAway()
    {
        Workspace.KeepLabels(line => line != 7);
        RefusesAndKeepsTheLedger("MCI4009", $"changed or gone are those of '{Workspace.Read("holdout/labels.csv").Split('\n')[8].Split(',')[0]}'");
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
        Move("refs/modelci/digits~1");
        Rewrite(entry => entry.Replace("\"steps\":16", "\"steps\":17", StringComparison.Ordinal), sealedToo: false);
        RefusesAndKeepsTheLedger("MCI4002", "entry 1: its error budget does not follow");
        Move(Workspace.Git("commit-tree", "-p", "refs/modelci/digits", "-m", "x", result));
        RefusesAndKeepsTheLedger("MCI4002", "entry 1: ");
    }

    [TestCase("ledger", "verify")]
    [TestCase("ledger", "show", "--unseal", "--yes")]
    [TestCase("test", "--config", "worse.yml")]
    public void ChangedSealedPart_IsFoundByWhoeverReadsIt(params string[] command)
    {
        Rewrite(entry => entry, sealedToo: true);
        var before = Workspace.Git("for-each-ref");
        IsRefusal(Workspace.Run(command), ["MCI4002"], "the ledger is damaged: entry 2: its part 'sealed' was changed", "restore the ref");
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
        Move(Workspace.Git("commit-tree", "-m", "x", tree));
        RefusesAndKeepsTheLedger("MCI4002", "entry 1: it does not follow the entry before it");
    }

    [Test]
    public void EntryWithoutItsFiles()
    {
        Move(Workspace.Git("commit-tree", "-p", "refs/modelci/digits", "-m", "x", Workspace.Git("hash-object", "-t", "tree", "-w", "/dev/null")));
        RefusesAndKeepsTheLedger("MCI4002", "entry 3 lacks its files", "restore the ref from a clone");
    }

    [Test]
    public void EntryOfALaterVersion()
    {
        Rewrite(entry => entry.Replace("modelci.ledger/1", "modelci.ledger/2", StringComparison.Ordinal), sealedToo: false);
        RefusesAndKeepsTheLedger("MCI4003", "entry 2 of the ledger has the schema 'modelci.ledger/2'", "upgrade ModelCI");
    }

    [Test]
    public void Truncated_IsSeen()
    {
        Workspace.Git("update-ref", "refs/modelci/digits", "refs/modelci/digits~1");
        RefusesAndKeepsTheLedger("MCI4026", "the account was rewritten or deleted", Workspace.Git("rev-parse", "refs/modelci-seen/digits"));
        Workspace.Git("update-ref", "-d", "refs/modelci/digits");
        RefusesAndKeepsTheLedger("MCI4026", "is gone");
    }

    /// <summary>Who can write one ref of a clone can write the other.</summary>
    private void Move(string commit)
    {
        foreach (var name in (string[])["modelci-seen", "modelci"]) Workspace.Git("update-ref", $"refs/{name}/digits", commit);
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
        Move(commit);

        string Store(string name, string text)
        {
            File.WriteAllText(Path.Combine(Workspace.Outside, name), text);
            return Workspace.Git("hash-object", "-w", Path.Combine(Workspace.Outside, name));
        }
    }
}
