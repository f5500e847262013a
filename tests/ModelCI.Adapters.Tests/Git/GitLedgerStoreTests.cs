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
        LedgerRecord[] records = [new(every, []), new("a\r\nb\n"u8.ToArray(), every), new("0 blob 3\n"u8.ToArray(), "\n\n"u8.ToArray())];
        Append(Store(), records);
        var loaded = Store().Load().Records;
        Assert.That(loaded.Select(record => (Convert.ToHexString(record.Entry), Convert.ToHexString(record.Sealed))),
            Is.EqualTo(records.Select(record => (Convert.ToHexString(record.Entry), Convert.ToHexString(record.Sealed)))));
    }

    [Test]
    public void TryAppend_StaleHead_IsALostRace()
    {
        var store = Store();
        Append(store, Record("one"));
        var stale = store.Load().Head;
        Append(Store(), Record("two"));
        Assert.That(store.TryAppend(Record("three"), stale), Is.False);
        Assert.That(Texts(store.Load()), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void TryAppend_FirstEntry_OnlyOneWins()
    {
        Assert.That((Store().TryAppend(Record("one"), null), Store().TryAppend(Record("other"), null)), Is.EqualTo((true, false)));
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public void TryAppend_LockedRef_IsALostRace()
    {
        Append(Store(), Record("one"));
        var head = Store().Load().Head;
        var file = Repository.PathOf(".git/refs/modelci/set.lock");
        File.WriteAllText(file, "");
        Assert.That(Store().TryAppend(Record("two"), head), Is.False);
        File.Delete(file);
        Assert.That(Store().TryAppend(Record("two"), head), Is.True);
    }

    [Test]
    public void TryAppend_HeadOfAnotherRepository_IsNoSilentSuccess()
    {
        Append(Store(), Record("one"));
        AssertProblem(() => Store().TryAppend(Record("two"), new string('1', 40)), "MCI4024", "git could not store an entry");
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
                while (!store.TryAppend(Record($"{appender}.{number}"), store.Load().Head)) Thread.Sleep(appender);
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
        Append(Store("set"), Record("one"));
        Append(Store("set.2"), Record("other"));
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
        Append(Store(), Record("one"), Record("two"));
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
        Append(Store(), Record("one"), Record("two"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Repository.Git("log", "--format=%an <%ae> %s", "refs/modelci/set").Split('\n'), Is.EqualTo(new[]
            {
                $"ModelCI <modelci@localhost> ModelCI ledger entry {Record("two").Hash}",
                $"ModelCI <modelci@localhost> ModelCI ledger entry {Record("one").Hash}",
            }));
            Assert.That(Repository.Git("ls-tree", "--name-only", "refs/modelci/set").Split('\n'), Is.EqualTo(new[] { "entry.json", "sealed" }));
            Assert.That(Repository.Git("show", "refs/modelci/set~1:entry.json"), Is.EqualTo("one"));
            Assert.That(Repository.Git("fsck", "--strict", "--no-dangling"), Is.Empty);
        }
    }

    [Test]
    public void Load_CommitWithoutItsFiles_NamesTheEntry()
    {
        Append(Store(), Record("one"));
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
        Append(Store(), Record("one"), Record("two"));
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
        Append(Store(), Record("one"));
        Repository.Git("worktree", "add", "--quiet", "-b", "other", ".git/elsewhere");
        var store = new ModelCI.Git.GitLedgerStore(ModelCI.Git.GitRepository.Around(Repository.PathOf(".git/elsewhere")), "set");
        Append(store, Record("two"));
        Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void DetachedHead_ChangesNothing()
    {
        var commit = Repository.Commit("file", "1");
        Repository.Git("checkout", "--quiet", "--detach");
        Append(Store(), Record("one"));
        Assert.That((Texts(Store().Load()), Repository.Git("rev-parse", "HEAD")), Is.EqualTo((new[] { "one" }, commit)));
    }

    [Test]
    public void ShallowClone_HoldsALedger()
    {
        Repository.Commit("file", "1");
        Repository.Commit("file", "2");
        Repository.Git("clone", "--quiet", "--depth", "1", "file://" + Repository.Folder, ".git/shallow");
        var store = new ModelCI.Git.GitLedgerStore(ModelCI.Git.GitRepository.Around(Repository.PathOf(".git/shallow")), "set");
        Append(store, Record("one"), Record("two"));
        Assert.That(Texts(store.Load()), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(Store().Load().Head, Is.Null, "nothing is pushed");
    }

    private static void Append(ModelCI.Git.GitLedgerStore store, params LedgerRecord[] records)
    {
        foreach (var record in records) Assert.That(store.TryAppend(record, store.Load().Head), Is.True);
    }
}
