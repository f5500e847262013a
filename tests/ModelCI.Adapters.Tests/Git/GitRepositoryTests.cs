using System.Text;
using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

internal sealed class GitRepositoryTests : GitFixture
{
    [Test]
    public void Around_AFolderBelow_FindsTheRoot()
    {
        Directory.CreateDirectory(Repository.PathOf("a/b"));
        Assert.That(Around("a/b").Root, Is.EqualTo(Repository.Git("rev-parse", "--show-toplevel")));
    }

    [Test]
    public void Around_NoRepository_IsRefused()
    {
        using var folder = new TemporaryRepository(isInitialised: false);
        AssertProblem(() => GitRepository.Around(folder.Folder), "MCI4021", folder.Folder, "no git repository here", "git init");
    }

    [Test]
    public void Head_BeforeTheFirstCommit_IsNull()
    {
        Assert.That(Around().Head(), Is.Null);
        var commit = Repository.Commit("file", "1");
        Assert.That(Around().Head(), Is.EqualTo(commit));
    }

    [Test]
    public void BaseCommit_OnABranch_IsTheMergeBase()
    {
        Repository.Commit("file", "1");
        var fork = Repository.Commit("file", "2");
        Repository.Git("checkout", "--quiet", "-b", "branch");
        Repository.Commit("file", "3");
        Repository.Commit("file", "4");
        Repository.Git("checkout", "--quiet", "main");
        Repository.Commit("other", "5");
        Repository.Git("checkout", "--quiet", "branch");
        Assert.That(Around().BaseCommit(), Is.EqualTo(fork));
        Repository.Git("checkout", "--quiet", "--detach");
        Assert.That(Around().BaseCommit(), Is.EqualTo(fork), "detached, as CI checks out");
    }

    [Test]
    public void BaseCommit_OnTheDefaultBranch_IsTheFirstParent()
    {
        var first = Repository.Commit("file", "1");
        Repository.Git("checkout", "--quiet", "-b", "branch");
        Repository.Commit("file", "2");
        Repository.Git("checkout", "--quiet", "main");
        Repository.Git("merge", "--quiet", "--no-ff", "-m", "merge", "branch");
        Assert.That(Around().BaseCommit(), Is.EqualTo(first));
    }

    [Test]
    public void BaseCommit_RemotesDefaultBranch_ComesBeforeLocalNames()
    {
        var first = Repository.Commit("file", "1");
        Repository.Git("branch", "trunk");
        Repository.Commit("file", "2");
        using var clone = Clone("--branch", "main");
        clone.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
        Assert.That(GitRepository.Around(clone.Folder).BaseCommit(), Is.EqualTo(first));
    }

    [Test]
    public void BaseCommit_NoDefaultBranch_SaysWhatWasLookedFor()
    {
        Repository.Commit("file", "1");
        Repository.Git("branch", "-m", "work");
        AssertProblem(() => Around().BaseCommit(), "MCI4023", "origin/HEAD, main, master", "--base REV");
    }

    [Test]
    public void BaseCommit_FirstCommit_HasNoBase()
    {
        AssertProblem(() => Around().BaseCommit(), "MCI4023", "no commit yet");
        Repository.Commit("file", "1");
        AssertProblem(() => Around().BaseCommit(), "MCI4023", "no parent", "--base REV");
    }

    [Test]
    public void BaseCommit_ShallowClone_SaysSo()
    {
        Repository.Commit("file", "1");
        Repository.Git("checkout", "--quiet", "-b", "branch");
        Repository.Commit("file", "2");
        Repository.Git("checkout", "--quiet", "main");
        Repository.Commit("other", "3");
        using var clone = Clone("--depth", "1", "--no-single-branch", "--branch", "branch");
        AssertProblem(() => GitRepository.Around(clone.Folder).BaseCommit(), "MCI4023", "shallow", "--base REV");
    }

    [Test]
    public void BaseCommit_ShallowCloneOfTheDefaultBranch_HasNoParent()
    {
        Repository.Commit("file", "1");
        Repository.Commit("file", "2");
        using var clone = Clone("--depth", "1");
        AssertProblem(() => GitRepository.Around(clone.Folder).BaseCommit(), "MCI4023", "no parent in this clone", "--base REV");
    }

    [TestCase("HEAD~1")]
    [TestCase("main~1")]
    [TestCase("v1")]
    public void Resolve_NamesACommit(string revision)
    {
        var first = Repository.Commit("file", "1");
        Repository.Git("tag", "--annotate", "--message", "x", "v1");
        Repository.Commit("file", "2");
        Assert.That(Around().Resolve(revision, "--base"), Is.EqualTo(first));
    }

    [TestCase("no-such-branch")]
    [TestCase("HEAD~9")]
    [TestCase("HEAD:file")]
    [TestCase("--all")]
    [TestCase("")]
    public void Resolve_WhatIsNoCommit_IsRefused(string revision)
    {
        Repository.Commit("file", "1");
        AssertProblem(() => Around().Resolve(revision, "--base"), "MCI4022", $"--base: git knows no commit '{revision}'", "fetch it");
    }

    [Test]
    public void ReadFile_GivesTheBytesOfThatCommit()
    {
        var first = Repository.Commit("models/a b.onnx", "\0\r\n\u00ff");
        Repository.Commit("models/a b.onnx", "other");
        Assert.That(Around().ReadFile(first, "models/a b.onnx"), Is.EqualTo(Encoding.UTF8.GetBytes("\0\r\n\u00ff")));
    }

    [TestCase("missing.onnx")]
    [TestCase("models")]
    public void ReadFile_NoSuchFile_IsRefused(string path)
    {
        var commit = Repository.Commit("models/a.onnx", "1");
        AssertProblem(() => Around().ReadFile(commit, path), "MCI2001", path, commit[..12], "baseline: none");
    }

    [Test]
    public void ReadFile_LargeFilePointer_WithoutItsContent_IsRefused()
    {
        var commit = Repository.Commit("a.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:" + new string('0', 64) + "\nsize 5\n");
        AssertProblem(() => Around().ReadFile(commit, "a.onnx"), "MCI2002", "'a.onnx' is a Git LFS pointer", "git lfs pull");
    }

    [Test]
    public void UserName_IsGits() => Assert.That(Around().UserName(), Is.EqualTo("Ada"));

    private GitRepository Around(string folder = ".") => GitRepository.Around(Path.GetFullPath(Repository.PathOf(folder)));

    private TemporaryRepository Clone(params string[] options)
    {
        var clone = new TemporaryRepository(isInitialised: false);
        clone.Git(["clone", "--quiet", .. options, "file://" + Repository.Folder, "."]);
        return clone;
    }
}
