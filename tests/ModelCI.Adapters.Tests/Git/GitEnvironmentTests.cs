using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>What the environment of this process may do to git, and what git sees of it. Alone, since the environment is the process's.</summary>
[NonParallelizable]
internal sealed class GitEnvironmentTests : GitFixture
{
    [Test]
    public void VariablesOfAHook_DoNotMislead()
    {
        using var other = new TemporaryRepository();
        other.Commit("file", "other");
        Repository.Commit("file", "1");
        var dir = other.PathOf(".git");
        // All that `git rev-parse --local-env-vars` calls the property of one repository, as far as they name places.
        using (new ProcessVariables(
            ("GIT_DIR", dir), ("GIT_WORK_TREE", other.Folder), ("GIT_INDEX_FILE", Path.Combine(dir, "index")), ("GIT_OBJECT_DIRECTORY", Path.Combine(dir, "objects")),
            ("GIT_COMMON_DIR", dir), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", Path.Combine(dir, "objects")), ("GIT_NAMESPACE", "elsewhere"), ("GIT_PREFIX", "models/"),
            ("GIT_SHALLOW_FILE", Path.Combine(dir, "shallow"))))
        {
            var store = Store();
            Assert.That(store.TryAppend(Draft("one"), store.Load().Head), Is.True);
            Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one" }));
            Assert.That(GitRepository.Around(Repository.Folder).Root, Is.EqualTo(Repository.Git("rev-parse", "--show-toplevel")));
        }
        Assert.That((Repository.Git("for-each-ref", "--format=%(refname)", "refs/modelci"), other.Git("for-each-ref", "refs/modelci")), Is.EqualTo(("refs/modelci/set", "")));
        Assert.That(Repository.Git("cat-file", "blob", "refs/modelci/set:entry.json"), Is.EqualTo("one"), "its objects are its own");
    }

    [Test]
    public void AuthorOfTheLedger_IsTheTool_WhateverTheEnvironment()
    {
        using (new ProcessVariables(("GIT_AUTHOR_NAME", "Someone"), ("GIT_COMMITTER_EMAIL", "someone@example.org"))) Store().TryAppend(Draft("one"), null);
        Assert.That(Repository.Git("log", "--format=%an %ae %cn %ce", "refs/modelci/set"), Is.EqualTo("ModelCI modelci@localhost ModelCI modelci@localhost"));
    }

    [Test]
    public void Messages_AreEnglish_AndNothingPrompts()
    {
        using (new ProcessVariables(("LC_ALL", "de_DE.UTF-8"), ("LANGUAGE", "de")))
        {
            var environment = EnvironmentOfGit(() => Store().Load());
            Assert.That(environment, Does.Contain("LC_ALL=C\n").And.Contain("GIT_TERMINAL_PROMPT=0\n"));
        }
    }

    [Test]
    public void Keys_NeverReachGit()
    {
        using (new ProcessVariables(("MODELCI_KEY", "correct-horse"), ("MODELCI_ORDER_KEY", "battery-staple"), ("MODELCI_TEST_OTHER", "seen")))
        {
            var environment = EnvironmentOfGit(() => Store().TryAppend(Draft("one"), null));
            Assert.That(environment, Does.Contain("MODELCI_TEST_OTHER=seen").And.Not.Contain("correct-horse").And.Not.Contain("battery-staple"));
        }
    }

    [Test]
    public void NoGit_IsNamed()
    {
        using (new ProcessVariables(("PATH", Repository.PathOf("nothing")))) AssertProblem(() => GitRepository.Around(Repository.Folder), "MCI4020", "git was not found on PATH", "install git");
    }

    /// <summary>What git's environment was while something ran.</summary>
    private string EnvironmentOfGit(Action action)
    {
        var log = Repository.PathOf("environment");
        using (GitInPlace.Of(Repository.PathOf("bin"), $"env >> '{log}'\nexec \"$GIT\" \"$@\"")) action();
        return File.ReadAllText(log);
    }
}
