using System.Diagnostics;
using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Nothing can be written: an error, and every ref as it was.</summary>
[NonParallelizable]
internal sealed class FullDiskTests : RemoteFixture
{
    private static readonly LedgerPlace[] Places = [new LedgerPlace.Local(), new LedgerPlace.Remote("origin"), new LedgerPlace.Offline("origin")];

    [TestCaseSource(nameof(Places))]
    public void CloneOnAFullFileSystem_ChangesNothing(LedgerPlace place)
    {
        using var disk = SmallDisk.Mount();
        Repository.Git("clone", "--quiet", "file://" + BareFolder, disk.Folder + "/clone");
        var store = new GitLedgerStore(GitRepository.Around(disk.Folder + "/clone"), "set", place);
        AssertFails(store, disk.Fill, $"{disk.Folder}/clone");
    }

    [Test]
    public void RemoteOnAFullFileSystem_ChangesNothing()
    {
        using var disk = SmallDisk.Mount();
        var remote = disk.Folder + "/remote.git";
        Repository.Git("clone", "--quiet", "--bare", "file://" + BareFolder, remote);
        var clone = CloneOf("file://" + remote);
        Append(At(clone), Draft("a"));
        var store = At(clone);
        var head = store.Load().Head;
        disk.Fill();
        var before = Refs(clone);
        AssertProblem(() => store.TryAppend(Draft("b"), head), "MCI4027", "nothing was written");
        Assert.That((Refs(clone), Repository.Git("-C", remote, "rev-parse", "refs/modelci/set")), Is.EqualTo((before, head)));
    }

    [TestCaseSource(nameof(Places))]
    public void GitThatMayWriteNoFile_ChangesNothing(LedgerPlace place)
    {
        // The limit on the size of files, with its signal ignored, fails each write as a full disk does, and needs no rights.
        var clone = Clone();
        var store = At(clone, place: place);
        Append(store, Draft("a"));
        var head = store.Load().Head;
        var before = Refs(clone);
        using (GitInPlace.Of(clone.PathOf(".git/bin"), "trap '' XFSZ\nulimit -f 0\nexec \"$GIT\" \"$@\""))
        {
            // As many bytes as no buffer takes in whole.
            AssertProblem(() => store.TryAppend(Draft(new byte[100_000], []), head), "MCI4024", "git could not store an entry");
        }
        Assert.That((Refs(clone), Texts(store.Load())), Is.EqualTo((before, new[] { "a" })));
    }

    [Test]
    public void EntryThatCannotBeFetched_ChangesNothing()
    {
        var (clone, other) = (Clone(), Clone());
        Append(At(clone), Draft("a"));
        Append(At(other), Draft("b"));
        var before = Refs(clone);
        using (GitInPlace.Of(clone.PathOf(".git/bin"), "trap '' XFSZ\nulimit -f 0\nexec \"$GIT\" \"$@\""))
            AssertProblem(() => At(clone).Load(), "MCI4024", "git could not fetch the ledger");
        Assert.That((Refs(clone), Texts(At(clone).Load())), Is.EqualTo((before, new[] { "a", "b" })));
    }

    private static void AssertFails(GitLedgerStore store, Action fill, string folder)
    {
        Append(store, Draft("a"));
        var head = store.Load().Head;
        var before = Output(folder);
        fill();
        AssertProblem(() => store.TryAppend(Draft("b"), head), "MCI4024", "git could not store an entry");
        Assert.That((Output(folder), store.Load().Head), Is.EqualTo((before, head)));
    }

    private static string Output(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", folder, "for-each-ref"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }
}
