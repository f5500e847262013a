using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>A base commit that a depth-1 clone lacks.</summary>
[TestFixture("file")]
[TestFixture("http")]
internal sealed class ShallowBaseTests(string transport) : RemoteFixture
{
    [Test]
    public void WholeName_IsFetched_WithoutItsHistory()
    {
        var (clone, first) = (CloneOfOne(), First());
        Assert.That(Around(clone).Resolve(first, "--base"), Is.EqualTo(first));
        Assert.That(Around(clone).ReadFile(first, "file"), Is.EqualTo(Bytes("1")));
        Assert.That(clone.Git("rev-list", "--count", "HEAD"), Is.EqualTo("1"));
    }

    [TestCase("branch")]
    [TestCase("origin/branch")]
    [TestCase("refs/heads/branch")]
    [TestCase("v1")]
    public void BranchOrTagOfTheRemote_IsFetched_AndNoRefMoves(string revision)
    {
        BareGit("branch", "branch", First());
        BareGit("-c", "user.name=a", "-c", "user.email=a@b", "tag", "--annotate", "--message", "x", "v1", First());
        var clone = CloneOfOne();
        var before = Refs(clone);
        Assert.That(Around(clone).Resolve(revision, "--base"), Is.EqualTo(First()));
        Assert.That((Refs(clone), File.Exists(clone.PathOf(".git/FETCH_HEAD"))), Is.EqualTo((before, false)));
    }

    [TestCase("no-such-branch", "no branch or tag of that name")]
    [TestCase("HEAD~1", "no branch or tag of that name")]
    [TestCase("--all", "no branch or tag of that name")]
    [TestCase("", "no branch or tag of that name")]
    [TestCase("1111111111111111111111111111111111111111", "1111111")]
    public void WhatTheRemoteLacks_IsRefused_WithWhatWasTried(string revision, string why) =>
        AssertProblem(() => Around(CloneOfOne()).Resolve(revision, "--base"), "MCI4022", $"'{revision}'", "shallow", "'origin' did not give it", why, "fetch-depth: 0");

    [Test]
    public void WhatIsNoCommit_IsRefused()
    {
        BareGit("tag", "tree", "main^{tree}");
        AssertProblem(() => Around(CloneOfOne()).Resolve("tree", "--base"), "MCI4022", "it is no commit");
    }

    [Test]
    public void WholeClone_IsLeftWhole()
    {
        var clone = Clone();
        Repository.Commit("file", "3");
        Repository.Git("push", "--quiet", BareFolder, "main");
        var later = BareGit("rev-parse", "main");
        AssertProblem(() => Around(clone).Resolve(later, "--base"), "MCI4022", later, "fetch it");
        Assert.That(clone.Git("rev-parse", "--is-shallow-repository"), Is.EqualTo("false"));
    }

    [Test]
    public void BaseCommit_WithoutAName_AsksForOne() =>
        AssertProblem(() => Around(CloneOfOne()).BaseCommit(), "MCI4023", "--base REV");

    private static GitRepository Around(TemporaryRepository clone) => GitRepository.Around(clone.Folder);

    private string First() => BareGit("rev-parse", "main~1");

    private TemporaryRepository CloneOfOne()
    {
        if (transport == "file") return Clone("--depth", "1");
        return CloneOf(Own(new HttpBackend(Bare.Folder)).Address + "remote.git", "--depth", "1");
    }
}
