using ModelCI.Core.Accounting;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

internal sealed class GitLedgerStoreTests : GitFixture
{
    [Test]
    public void Load_NoRef_IsEmpty()
    {
        var snapshot = Store().Load();
        Assert.That((snapshot.Records.Count, snapshot.Head), Is.EqualTo((0, (string?)null)));
    }

    [Test]
    public void TryAppend_ThenLoad_GivesTheBytesBackInOrder()
    {
        // Bytes, not text: every value, line ends, no line end at the end, and nothing at all.
        byte[] every = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        LedgerDraft[] drafts = [Draft(every, []), Draft("a\r\nb\n"u8.ToArray(), every), Draft("0 blob 3\n"u8.ToArray(), "\n\n"u8.ToArray())];
        Append(Store(), drafts);
        var loaded = Store().Load().Records;
        Assert.That(loaded.Select(record => (Convert.ToHexString(record.Entry), Convert.ToHexString(record.ReadPart(LedgerParts.Sealed)!))),
            Is.EqualTo(drafts.Select(draft => (Convert.ToHexString(draft.Entry), Convert.ToHexString(draft.Parts[LedgerParts.Sealed])))));
    }

    [Test]
    public void ReadPart_GivesWhatTheEntryHas_InAnyOrder()
    {
        const int entries = 40;
        var store = Store();
        for (var number = 0; number < entries; number++)
        {
            var parts = new Dictionary<string, byte[]> { [LedgerParts.Sealed] = Bytes($"sealed {number}") };
            if (number % 3 == 0) parts[LedgerParts.Labels] = Bytes($"labels {number}");
            Append(store, new LedgerDraft(Bytes($"{number}"), parts));
        }
        var records = Store().Load().Records;
        int[] order = [.. Enumerable.Range(0, entries), 7, 39, 0, 20, 21, 22, 23, 5];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(order.Select(number => Text(records[number].ReadPart(LedgerParts.Sealed))), Is.EqualTo(order.Select(number => $"sealed {number}")));
            Assert.That(order.Select(number => Text(records[number].ReadPart(LedgerParts.Labels))), Is.EqualTo(order.Select(number => number % 3 == 0 ? $"labels {number}" : null)));
            Assert.That(records[0].ReadPart(LedgerParts.Items), Is.Null);
        }
    }

    [Test]
    public void TryAppend_StaleHead_IsALostRace()
    {
        var store = Store();
        Append(store, Draft("one"));
        var stale = store.Load().Head;
        Append(Store(), Draft("two"));
        Assert.That(store.TryAppend(Draft("three"), stale), Is.False);
        Assert.That(Texts(store.Load()), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void TryAppend_FirstEntry_OnlyOneWins()
    {
        Assert.That((Store().TryAppend(Draft("one"), null), Store().TryAppend(Draft("other"), null)), Is.EqualTo((true, false)));
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public void TryAppend_LockedRef_IsALostRace()
    {
        Append(Store(), Draft("one"));
        var head = Store().Load().Head;
        var file = Repository.PathOf(".git/refs/modelci/set.lock");
        File.WriteAllText(file, "");
        Assert.That(Store().TryAppend(Draft("two"), head), Is.False);
        File.Delete(file);
        Assert.That(Store().TryAppend(Draft("two"), head), Is.True);
    }

    [Test]
    public void TryAppend_HeadOfAnotherRepository_IsNoSilentSuccess()
    {
        Append(Store(), Draft("one"));
        AssertProblem(() => Store().TryAppend(Draft("two"), new string('1', 40)), "MCI4024", "git could not store an entry");
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public void TryAppend_EightAppendersAtOnce_LoseNothing()
    {
        const int appenders = 8;
        const int each = 5;
        var threads = Enumerable.Range(0, appenders).Select(appender => new Thread(() =>
        {
            var store = Store();
            for (var number = 0; number < each; number++)
            {
                while (!store.TryAppend(Draft($"{appender}.{number}"), store.Load().Head)) Thread.Sleep(appender);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        var texts = Texts(Store().Load());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts, Is.EquivalentTo(Enumerable.Range(0, appenders).SelectMany(a => Enumerable.Range(0, each).Select(n => $"{a}.{n}"))));
            foreach (var own in texts.GroupBy(text => text[0])) Assert.That(own, Is.Ordered, "an appender's entries keep their order");
        }
    }

    [Test]
    public void TestSets_DoNotMix()
    {
        Append(Store("set"), Draft("one"));
        Append(Store("set.2"), Draft("other"));
        Assert.That((Texts(Store("set").Load()), Texts(Store("set.2").Load())), Is.EqualTo((new[] { "one" }, new[] { "other" })));
    }

    [Test]
    public void WorkTreeIndexAndBranch_AreLeftAlone()
    {
        var commit = Repository.Commit("file", "1");
        File.WriteAllText(Repository.PathOf("file"), "2");
        Repository.Git("add", "file");
        File.WriteAllText(Repository.PathOf("file"), "3");
        var index = File.ReadAllBytes(Repository.PathOf(".git/index"));
        Append(Store(), Draft("one"), Draft("two"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllBytes(Repository.PathOf(".git/index")), Is.EqualTo(index));
            Assert.That(Repository.Git("status", "--porcelain"), Is.EqualTo("MM file"));
            Assert.That(Repository.Git("symbolic-ref", "HEAD"), Is.EqualTo("refs/heads/main"));
            Assert.That(Repository.Git("rev-parse", "HEAD"), Is.EqualTo(commit));
            Assert.That(Repository.Git("log", "--branches", "--format=%H"), Is.EqualTo(commit));
        }
    }

    [Test]
    public void Chain_IsReadByPlainGit()
    {
        Append(Store(), Draft("one"), Draft("two"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Repository.Git("log", "--format=%an <%ae> %s", "refs/modelci/set").Split('\n'), Is.EqualTo(new[]
            {
                $"ModelCI <modelci@localhost> ModelCI ledger entry {Draft("two").ToRecord().Hash}",
                $"ModelCI <modelci@localhost> ModelCI ledger entry {Draft("one").ToRecord().Hash}",
            }));
            Assert.That(Repository.Git("ls-tree", "--name-only", "refs/modelci/set").Split('\n'), Is.EqualTo(new[] { "entry.json", "sealed" }));
            Assert.That(Repository.Git("show", "refs/modelci/set~1:entry.json"), Is.EqualTo("one"));
            Assert.That(Repository.Git("fsck", "--strict", "--no-dangling"), Is.Empty);
        }
    }

    [Test]
    public void Load_CommitWithoutItsFiles_NamesTheEntry()
    {
        Append(Store(), Draft("one"));
        var empty = Repository.Git("hash-object", "-t", "tree", "-w", "/dev/null");
        Repository.Git("update-ref", "refs/modelci/set", Repository.Git("commit-tree", "-p", "refs/modelci/set", "-m", "x", empty));
        AssertProblem(() => Store().Load(), "MCI4002", "entry 2 lacks its files", "refs/modelci/set", "restore the ref");
    }

    [Test]
    public void Load_FolderInAFilesPlace_NamesTheEntry()
    {
        Repository.Commit("entry.json/file", "x");
        Repository.Git("update-ref", "refs/modelci/set", "HEAD");
        AssertProblem(() => Store().Load(), "MCI4002", "entry 1 lacks its files");
    }

    [Test]
    public void Load_LostObject_IsAProblemOfGit()
    {
        Append(Store(), Draft("one"), Draft("two"));
        var lost = Repository.Git("rev-parse", "refs/modelci/set~1");
        var file = Repository.PathOf($".git/objects/{lost[..2]}/{lost[2..]}");
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
        AssertProblem(() => Store().Load(), "MCI4024", "git could not list the ledger", "git fsck");
    }

    [Test]
    public void Worktree_SharesTheLedger()
    {
        Repository.Commit("file", "1");
        Append(Store(), Draft("one"));
        Repository.Git("worktree", "add", "--quiet", "-b", "other", ".git/elsewhere");
        var store = Store(folder: Repository.PathOf(".git/elsewhere"));
        Append(store, Draft("two"));
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void DetachedHead_ChangesNothing()
    {
        var commit = Repository.Commit("file", "1");
        Repository.Git("checkout", "--quiet", "--detach");
        Append(Store(), Draft("one"));
        Assert.That((Texts(Store().Load()), Repository.Git("rev-parse", "HEAD")), Is.EqualTo((new[] { "one" }, commit)));
    }

    [Test]
    public void ShallowClone_HoldsALedger()
    {
        Repository.Commit("file", "1");
        Repository.Commit("file", "2");
        Repository.Git("clone", "--quiet", "--depth", "1", "file://" + Repository.Folder, ".git/shallow");
        var store = Store(folder: Repository.PathOf(".git/shallow"));
        Append(store, Draft("one"), Draft("two"));
        Assert.That(Texts(store.Load()), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(Store().Load().Head, Is.Null, "nothing is pushed");
    }

    [Test]
    public void Load_MergedChain_IsNoLedger()
    {
        Append(Store(), Draft("one"));
        var first = Store().Load().Head!;
        Append(Store(), Draft("two"));
        var tree = Repository.Git("rev-parse", "refs/modelci/set^{tree}");
        var merge = Repository.Git("commit-tree", "-m", "x", "-p", first, "-p", "refs/modelci/set", tree);
        Repository.Git("update-ref", "refs/modelci/set", merge);
        AssertProblem(() => Store().Load(), "MCI4002", "not follow exactly one other");
    }

    [Test]
    public void Load_ReplacedCommit_IsNotRead()
    {
        Append(Store(), Draft("one"), Draft("two"));
        var other = Repository.Git("commit-tree", "-m", "x", "refs/modelci/set~1^{tree}");
        Repository.Git("replace", "refs/modelci/set", other);
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one", "two" }));
    }

    [TestCase("refs/modelci/set~1", "has the head", TestName = "Load_RewoundRef_IsNamed")]
    [TestCase(null, "is gone", TestName = "Load_DeletedRef_IsNamed")]
    public void Load_WithoutWhatWasSeen_IsRefused(string? value, string state)
    {
        Append(Store(), Draft("one"), Draft("two"));
        var seen = Repository.Git("rev-parse", "refs/modelci/set");
        Repository.Git(value is null ? ["update-ref", "-d", "refs/modelci/set"] : ["update-ref", "refs/modelci/set", value]);
        AssertProblem(() => Store().Load(), "MCI4026", "in this clone", state, $"`git update-ref refs/modelci/set {seen}`");
        Repository.Git("update-ref", "refs/modelci/set", seen);
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one", "two" }), "what the message says mends it");
    }

    [Test]
    public void Load_RefThatMovedForward_IsSeen()
    {
        Append(Store(), Draft("one"), Draft("two"));
        Repository.Git("update-ref", "refs/modelci-seen/set", "refs/modelci/set~1");
        Store().Load();
        Assert.That(Repository.Git("rev-parse", "refs/modelci-seen/set"), Is.EqualTo(Repository.Git("rev-parse", "refs/modelci/set")));
    }

    [Test]
    public void Load_BrokenRef_IsNoEmptyLedger()
    {
        Append(Store(), Draft("one"));
        File.WriteAllText(Repository.PathOf(".git/refs/modelci/set"), "");
        AssertProblem(() => Store().Load(), "MCI4002", "refs/modelci/set", "cannot read the ref");
    }

    [Test]
    public void Names_AndCopies_AreThoseOfThisClone()
    {
        foreach (var name in (string[])["set", "set.2", "se"]) Append(Store(name), Draft(name + " one"), Draft(name + " two"));
        var repository = ModelCI.Git.GitRepository.Around(Repository.Folder);
        var copies = ModelCI.Git.GitLedgerStore.Names(repository).Select(name => (name, string.Join(", ", ModelCI.Git.GitLedgerStore.ReadCopy(repository, name).Select(record => Text(record.Entry)))));
        Assert.That(copies, Is.EquivalentTo(new[] { ("se", "se one, se two"), ("set", "set one, set two"), ("set.2", "set.2 one, set.2 two") }));
        Assert.That(ModelCI.Git.GitLedgerStore.ReadCopy(repository, "s"), Is.Empty);
    }
}
