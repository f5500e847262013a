using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModelCI.Core.Problems;
using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Remotes that were rewritten, that refuse, or that are not there. Whatever is wrong, no ref moves.</summary>
internal sealed class RemoteProblemsTests : RemoteFixture
{
    [Test]
    public void RewoundRemote_IsNamed_AndRestoredAsTheMessageSays()
    {
        var (clone, seen) = CloneWithLedger();
        var older = BareGit("rev-parse", "refs/modelci/set~1");
        BareGit("update-ref", "refs/modelci/set", older);
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4026", older, seen, "refs/modelci/set", "rotate the test set");
        clone.Git("push", "--quiet", "origin", $"{seen}:refs/modelci/set");
        Assert.That(Texts(At(clone).Load()), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void DeletedRef_IsNoFreshAccount()
    {
        var (clone, seen) = CloneWithLedger();
        BareGit("update-ref", "-d", "refs/modelci/set");
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4026", "is gone", seen, $"`git push origin {seen}:refs/modelci/set`");
        // Also where the copy is gone as well.
        clone.Git("update-ref", "-d", "refs/modelci/set");
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4026", "is gone", seen);
    }

    [Test]
    public void ForkedRemote_IsNamed()
    {
        var (clone, seen) = CloneWithLedger();
        BareGit("update-ref", "refs/modelci/set", "refs/modelci/set~1");
        Append(At(Clone()), Draft("other"));
        var fork = BareGit("rev-parse", "refs/modelci/set");
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4026", fork, seen, $"--force-with-lease=refs/modelci/set:{fork}");
    }

    [Test]
    public void SeenHeadBesideTheChain_IsAForkToo()
    {
        // A merge commit leads back to what was seen and yet leaves its entry out of the chain.
        var (clone, seen) = CloneWithLedger();
        var tree = BareGit("rev-parse", "refs/modelci/set^{tree}");
        string[] merge = ["-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", "-m", "x", "-p", seen + "~1", "-p", seen, tree];
        BareGit("update-ref", "refs/modelci/set", BareGit(merge));
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4002", "not follow exactly one other");
    }

    [Test]
    public void LocalAccount_IsPublishedByThePushThatTheMessageGives()
    {
        var clone = Clone();
        Append(At(clone, place: new LedgerPlace.Local()), Draft("a"));
        var seen = clone.Git("rev-parse", "refs/modelci/set");
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4026", "the same push publishes it", $"`git push origin {seen}:refs/modelci/set`");
        clone.Git("push", "--quiet", "origin", $"{seen}:refs/modelci/set");
        Append(At(clone), Draft("b"));
    }

    [Test]
    public void UnknownRemote_IsNamed_AlsoWhereAFolderHasItsName()
    {
        var (clone, _) = CloneWithLedger();
        clone.Git("init", "--quiet", "--bare", "upstream");
        foreach (var name in (string[])["upstream", "nowhere", "--all", ".", BareFolder])
            AssertUnmoved(clone, () => At(clone, place: new LedgerPlace.Remote(name)).Load(), "MCI4028", $"no remote '{name}'", "--offline", "ledger.remote");
    }

    [Test]
    public void UnreachableRemote_IsNamed_WithoutItsPassword()
    {
        var (clone, _) = CloneWithLedger();
        var head = At(clone).Load().Head;
        clone.Git("remote", "set-url", "origin", "http://ada:hunter2@127.0.0.1:1/remote.git");
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4025", "'origin'", "--offline");
        AssertUnmoved(clone, () => At(clone).TryAppend(Draft("c"), head), "MCI4025", "'origin'");
        clone.Git("remote", "set-url", "origin", Bare.PathOf("absent.git"));
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4025", "does not appear to be a git repository");
    }

    [Test]
    public void RemoteThatNeverAnswers_CountsAsUnreachable()
    {
        var (clone, _) = CloneWithLedger();
        // Connections are taken by the system and nobody reads them.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        clone.Git("remote", "set-url", "origin", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/remote.git"));
        var place = new LedgerPlace.Remote("origin") { Patience = TimeSpan.FromSeconds(1) };
        AssertUnmoved(clone, () => At(clone, place: place).Load(), "MCI4025", "--offline");
        Assert.That(new LedgerPlace.Remote("origin").Patience, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void RemoteThatTakesNoPush_Refuses()
    {
        BareGit("config", "http.receivepack", "false");
        var address = Own(new HttpBackend(Bare.Folder)).Address;
        var (clone, _) = CloneWithLedger();
        clone.Git("remote", "set-url", "origin", address.Replace("://", "://ada:hunter2@", StringComparison.Ordinal) + "remote.git");
        AssertRefused(clone, "403", "permissions: contents: write", "--offline");
    }

    [Test]
    public void HookThatDeclines_IsQuotedInOneCleanLine()
    {
        var (clone, _) = CloneWithLedger();
        Hook.Install(BareFolder, "pre-receive", "printf 'not \\033[31mhere\\342\\200\\256, see https://ada:hunter2@host/x\\nsecond line\\n' >&2; exit 1");
        AssertRefused(clone, "not [31mhere, see https://host/x");
    }

    [Test]
    public void SettingThatDeniesTheRef_IsRefused()
    {
        var (clone, _) = CloneWithLedger();
        BareGit("config", "receive.hideRefs", "refs/modelci");
        AssertRefused(clone, "deny updating a hidden ref");
    }

    [Test]
    public void LockLeftInTheClone_IsNamed()
    {
        var (clone, _) = CloneWithLedger();
        Append(At(Clone()), Draft("c"));
        var file = clone.PathOf(".git/refs/modelci/set.lock");
        File.WriteAllText(file, "");
        AssertUnmoved(clone, () => At(clone).Load(), "MCI4024", "remove refs/modelci/set.lock");
        File.Delete(file);
        Assert.That(Texts(At(clone).Load()), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    private static void AssertUnmoved(TemporaryRepository clone, Action action, string code, params string[] words)
    {
        var before = Refs(clone);
        var exception = AssertProblem(action, code, words);
        AssertClean(exception);
        Assert.That(Refs(clone), Is.EqualTo(before), "no ref moves");
    }

    private static void AssertClean(ModelCIException exception)
    {
        var text = string.Join(' ', exception.Problems.Select(problem => $"{problem.What} {problem.Where} {problem.Fix}"));
        Assert.That(text, Does.Not.Contain("hunter2").And.Not.Contain("second line"));
        Assert.That(text.Where(char.IsControl), Is.Empty);
        Assert.That(text, Does.Not.Contain('\u202e'));
    }

    private void AssertRefused(TemporaryRepository clone, params string[] words)
    {
        var store = At(clone);
        var head = store.Load().Head;
        var remote = RemoteRefs();
        AssertUnmoved(clone, () => store.TryAppend(Draft("c"), head), "MCI4027", ["nothing was written", .. words]);
        Assert.That(RemoteRefs(), Is.EqualTo(remote));
    }

    private (TemporaryRepository Clone, string Seen) CloneWithLedger()
    {
        var clone = Clone();
        Append(At(clone), Draft("a"), Draft("b"));
        return (clone, clone.Git("rev-parse", "refs/modelci-seen/set"));
    }
}
