using ModelCI.Core.Accounting;
using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>A ledger at a remote, over every transport that needs no server beyond git.</summary>
[TestFixture("path")]
[TestFixture("file")]
[TestFixture("http")]
internal sealed class RemoteLedgerTests(string transport) : RemoteFixture
{
    [Test]
    public void Load_NoLedgerYet_IsEmpty_AndMovesNothing()
    {
        var clone = CloneHere();
        var before = Refs(clone);
        Assert.That((At(clone).Load().Head, Refs(clone)), Is.EqualTo(((string?)null, before)));
    }

    [Test]
    public void TwoClones_AppendByTurns_AndSeeEachOther()
    {
        var (one, two) = (CloneHere(), CloneHere());
        var (first, second) = (At(one), At(two));
        Append(first, Draft("a"));
        Append(second, Draft("b"));
        Append(first, Draft("c"), Draft("d"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(second.Load()), Is.EqualTo(new[] { "a", "b", "c", "d" }));
            Assert.That(second.Load().Records.Select(record => Text(record.ReadPart(LedgerParts.Sealed))), Is.EqualTo(new[] { "sealed a", "sealed b", "sealed c", "sealed d" }));
            var head = BareGit("rev-parse", "refs/modelci/set");
            foreach (var clone in (TemporaryRepository[])[one, two])
                Assert.That(clone.Git("rev-parse", "refs/modelci/set", "refs/modelci-seen/set"), Is.EqualTo($"{head}\n{head}"), "the copy and what was seen are the remote's head");
        }
    }

    [Test]
    public void ShallowCheckout_OnADetachedHead_AsCIMakesIt()
    {
        var history = CloneHere();
        Append(At(history), Draft("a"), Draft("b"));
        // The steps of actions/checkout.
        var checkout = Own(new TemporaryRepository());
        checkout.Git("remote", "add", "origin", Address());
        checkout.Git("-c", "protocol.version=2", "fetch", "--quiet", "--no-tags", "--prune", "--no-recurse-submodules", "--depth=1", "origin", $"+{Head}:refs/remotes/pull/1/merge");
        checkout.Git("checkout", "--quiet", "--force", "refs/remotes/pull/1/merge");
        Append(At(checkout), Draft("c"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(At(history).Load()), Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(checkout.Git("rev-list", "HEAD"), Is.EqualTo(Head), "the code's history stays cut");
            Assert.That(checkout.Git("rev-parse", "--abbrev-ref", "HEAD"), Is.EqualTo("HEAD"));
        }
    }

    [Test]
    public void ChainCutByAShallowFetch_IsCompleted_AndNothingElse()
    {
        Append(At(CloneHere()), Draft("a"), Draft("b"), Draft("c"));
        var clone = Clone("--depth", "1");
        clone.Git("remote", "set-url", "origin", Address());
        clone.Git("fetch", "--quiet", "--depth", "1", "origin", "refs/modelci/*:refs/modelci/*");
        Assert.That(clone.Git("rev-list", "--count", "refs/modelci/set"), Is.EqualTo("1"), "the test cuts it");
        AssertProblem(() => At(clone, place: new LedgerPlace.Local()).Load(), "MCI4002", "cut off", "without --depth");
        AssertProblem(() => At(clone, place: new LedgerPlace.Offline("origin")).Load(), "MCI4002", "cut off", "without --offline");
        Assert.That(Texts(At(clone).Load()), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(clone.Git("rev-list", "--count", "HEAD"), Is.EqualTo("1"));
        Append(At(clone), Draft("d"));
    }

    [Test]
    public void Worktree_SharesTheCopy()
    {
        var clone = CloneHere();
        Append(At(clone), Draft("a"));
        clone.Git("worktree", "add", "--quiet", "-b", "other", ".git/elsewhere");
        var store = new GitLedgerStore(GitRepository.Around(clone.PathOf(".git/elsewhere")), "set", new LedgerPlace.Remote("origin"));
        Append(store, Draft("b"));
        Assert.That(Texts(At(clone, place: new LedgerPlace.Local()).Load()), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void TestSets_AreKeptApart_AndAreAllAtHand()
    {
        // Each name is the beginning of the next; the last one is another ref of the same words.
        string[] names = ["s", "set", "set.2", "set-2"];
        var clone = CloneHere();
        foreach (var name in names) Append(At(clone, name), Draft(name));
        BareGit("update-ref", "refs/heads/refs/modelci/set", Head);
        var other = CloneHere();
        Assert.That(Texts(At(other, "set").Load()), Is.EqualTo(new[] { "set" }));
        var repository = GitRepository.Around(other.Folder);
        Assert.That(GitLedgerStore.Names(repository), Is.EquivalentTo(names));
        foreach (var name in names) Assert.That(GitLedgerStore.ReadCopy(repository, name).Select(record => Text(record.ReadPart(LedgerParts.Sealed))), Is.EqualTo(new[] { "sealed " + name }));
    }

    [Test]
    public void OtherTestSets_AreCopiedForwardOnly_AndHoldNothingUp()
    {
        var clone = CloneHere();
        Append(At(clone), Draft("a"));
        Append(At(clone, "other"), Draft("1"), Draft("2"));
        var copy = clone.Git("rev-parse", "refs/modelci/other");
        BareGit("update-ref", "refs/modelci/other", "refs/modelci/other~1");
        Assert.That(Texts(At(clone).Load()), Is.EqualTo(new[] { "a" }));
        Assert.That(clone.Git("rev-parse", "refs/modelci/other"), Is.EqualTo(copy));
    }

    [Test]
    public void NothingButTheLedger_IsFetchedOrMoved()
    {
        Append(At(CloneHere()), Draft("a"));
        var clone = CloneHere();
        foreach (var (key, value) in new[] { ("fetch.prune", "true"), ("push.followTags", "true"), ("fetch.pruneTags", "true"), ("remote.origin.tagOpt", "--tags") })
            clone.Git("config", key, value);
        Repository.Commit("file", "3");
        Repository.Git("tag", "--annotate", "--message", "x", "v1");
        Repository.Git("push", "--quiet", "--follow-tags", BareFolder, "main");
        clone.Git("-c", "user.name=a", "-c", "user.email=a@b", "tag", "--annotate", "--message", "x", "mine");
        File.Delete(clone.PathOf(".git/FETCH_HEAD"));
        var before = Refs(clone);
        Append(At(clone), Draft("b"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refs(clone).Split('\n').Where(line => !line.StartsWith("refs/modelci", StringComparison.Ordinal)), Is.EqualTo(before.Split('\n')));
            Assert.That(File.Exists(clone.PathOf(".git/FETCH_HEAD")), Is.False);
            Assert.That(BareGit("tag"), Is.EqualTo("v1"), "no tag is pushed");
            Assert.That(BareGit("for-each-ref", "--format=%(refname)", "refs/modelci", "refs/modelci-seen", "refs/modelci-offline"), Is.EqualTo("refs/modelci/set"));
        }
    }

    [Test]
    public void CloneThatFetchesLedgersByItself_GoesOn()
    {
        Append(At(CloneHere()), Draft("a"));
        var clone = CloneHere();
        clone.Git("config", "--add", "remote.origin.fetch", "+refs/modelci/*:refs/modelci/*");
        clone.Git("fetch", "--quiet");
        Append(At(clone), Draft("b"));
        Append(At(CloneHere()), Draft("c"));
        clone.Git("fetch", "--quiet");
        Assert.That(Texts(At(clone).Load()), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void HooksOfTheClone_DoNotRun()
    {
        var clone = CloneHere();
        Hook.Install(clone.PathOf(".git"), "pre-push", "exit 1");
        Append(At(clone), Draft("a"));
    }

    [Test]
    public void PartialClone_HasWholeEntries()
    {
        Append(At(CloneHere()), Draft("a"), Draft("b"));
        BareGit("config", "uploadpack.allowFilter", "true");
        var clone = CloneHere("--filter=blob:none");
        At(clone).Load();
        clone.Git("remote", "set-url", "origin", "/nowhere");
        Assert.That(At(clone, place: new LedgerPlace.Local()).Load().Records.Select(record => Text(record.ReadPart(LedgerParts.Sealed))), Is.EqualTo(new[] { "sealed a", "sealed b" }));
    }

    private string Address() => transport switch
    {
        "path" => BareFolder,
        "file" => "file://" + BareFolder,
        _ => Http(),
    };

    private string Http()
    {
        BareGit("config", "http.receivepack", "true");
        return Own(new HttpBackend(Bare.Folder)).Address + "remote.git";
    }

    private TemporaryRepository CloneHere(params string[] options) => CloneOf(Address(), options);
}
