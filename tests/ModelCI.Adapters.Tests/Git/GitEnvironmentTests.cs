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
        using (Variables(
            ("GIT_DIR", dir), ("GIT_WORK_TREE", other.Folder), ("GIT_INDEX_FILE", Path.Combine(dir, "index")), ("GIT_OBJECT_DIRECTORY", Path.Combine(dir, "objects")),
            ("GIT_COMMON_DIR", dir), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", Path.Combine(dir, "objects")), ("GIT_NAMESPACE", "elsewhere"), ("GIT_PREFIX", "models/"),
            ("GIT_SHALLOW_FILE", Path.Combine(dir, "shallow"))))
        {
            var store = Store();
            Assert.That(store.TryAppend(Record("one"), store.Load().Head), Is.True);
            Assert.That(Texts(Store().Load()), Is.EqualTo(new[] { "one" }));
            Assert.That(GitRepository.Around(Repository.Folder).Root, Is.EqualTo(Repository.Git("rev-parse", "--show-toplevel")));
        }
        Assert.That((Repository.Git("for-each-ref", "--format=%(refname)", "refs/modelci"), other.Git("for-each-ref", "refs/modelci")), Is.EqualTo(("refs/modelci/set", "")));
        Assert.That(Repository.Git("cat-file", "blob", "refs/modelci/set:entry.json"), Is.EqualTo("one"), "its objects are its own");
    }

    [Test]
    public void AuthorOfTheLedger_IsTheTool_WhateverTheEnvironment()
    {
        using (Variables(("GIT_AUTHOR_NAME", "Someone"), ("GIT_COMMITTER_EMAIL", "someone@example.org"))) Store().TryAppend(Record("one"), null);
        Assert.That(Repository.Git("log", "--format=%an %ae %cn %ce", "refs/modelci/set"), Is.EqualTo("ModelCI modelci@localhost ModelCI modelci@localhost"));
    }

    [Test]
    public void Messages_AreEnglish_AndNothingPrompts()
    {
        using (Variables(("LC_ALL", "de_DE.UTF-8"), ("LANGUAGE", "de")))
        {
            var environment = EnvironmentOfGit(() => Store().Load());
            Assert.That(environment, Does.Contain("LC_ALL=C\n").And.Contain("GIT_TERMINAL_PROMPT=0\n"));
        }
    }

    [Test]
    public void Keys_NeverReachGit()
    {
        using (Variables(("MODELCI_KEY", "correct-horse"), ("MODELCI_ORDER_KEY", "battery-staple"), ("MODELCI_TEST_OTHER", "seen")))
        {
            var environment = EnvironmentOfGit(() => Store().TryAppend(Record("one"), null));
            Assert.That(environment, Does.Contain("MODELCI_TEST_OTHER=seen").And.Not.Contain("correct-horse").And.Not.Contain("battery-staple"));
        }
    }

    [Test]
    public void NoGit_IsNamed()
    {
        using (Variables(("PATH", Repository.PathOf("nothing")))) AssertProblem(() => GitRepository.Around(Repository.Folder), "MCI4020", "git was not found on PATH", "install git");
    }

    /// <summary>Runs something with a script in git's place that writes its environment down before it becomes git.</summary>
    private string EnvironmentOfGit(Action action)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("the script in git's place is for a Unix shell");
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var real = path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "git")).First(File.Exists);
        var bin = Directory.CreateDirectory(Repository.PathOf("bin")).FullName;
        var script = Path.Combine(bin, "git");
        var log = Repository.PathOf("environment");
        File.WriteAllText(script, $"#!/bin/sh\nenv >> '{log}'\nexec '{real}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (Variables(("PATH", bin + Path.PathSeparator + path))) action();
        return File.ReadAllText(log);
    }

    /// <summary>Sets variables of this process until disposed.</summary>
    private static Restore Variables(params (string Name, string Value)[] variables)
    {
        var before = variables.Select(variable => (variable.Name, Environment.GetEnvironmentVariable(variable.Name))).ToArray();
        foreach (var (name, value) in variables) Environment.SetEnvironmentVariable(name, value);
        return new Restore(before);
    }

    private sealed class Restore((string Name, string? Value)[] before) : IDisposable
    {
        public void Dispose()
        {
            foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
        }
    }
}
