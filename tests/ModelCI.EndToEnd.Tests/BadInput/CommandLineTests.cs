using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Mistakes in the command itself. The library's own exit code for them is 1, which means "fail" here.</summary>
internal sealed class CommandLineTests() : BadInputTests(() => Workspace.Digits())
{
    [TestCase("--nonsense", "modelci test --help", "test", "--nonsense")]
    [TestCase("xml", "modelci test --help", "test", "--format", "xml")]
    [TestCase("--config", "modelci test --help", "test", "--config")]
    [TestCase("'more'", "modelci test --help", "test", "more")]
    [TestCase("--base", "modelci ledger show --help", "ledger", "show", "--base")]
    [TestCase("command", "modelci ledger --help", "ledger")]
    [TestCase("command", "modelci --help")]
    public void WhatIsUnknownOrMissing_IsNamed(string word, string help, params string[] arguments) => IsRefusal(Workspace.Run(arguments), ["MCI1000"], word, "fix: see " + help);

    [Test]
    public void UnknownCommand_IsNamed()
    {
        var outcome = Workspace.Run("tets");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("error[MCI1000]").And.Contain("'tets'"));
    }

    [TestCase("--help")]
    [TestCase("test", "--help")]
    public void Help_IsAResult(params string[] arguments)
    {
        var outcome = Workspace.Run(arguments);
        Exits(outcome, 0);
        Assert.That((outcome.Out.Contains("--config", StringComparison.Ordinal) || outcome.Out.Contains("ledger", StringComparison.Ordinal), outcome.Error), Is.EqualTo((true, "")));
    }

    [Test]
    public void MissingConfiguration_InAnEmptyRepository()
    {
        File.Delete(Workspace.PathOf("modelci.yml"));
        Refuses(["MCI1001"], "there is no modelci.yml in this folder", "--config PATH");
    }

    [Test]
    public void MissingConfiguration_ThatWasNamed() =>
        IsRefusal(Workspace.Run("test", "--config", "gates/nope.yml"), ["MCI1001"], "gates/nope.yml: there is no such file");

    [Test]
    public void UnknownRevision()
    {
        Workspace.Commit("example");
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: base ");
        IsRefusal(Workspace.Run("test", "--base", "no-such-branch"), ["MCI4022"], "--base: git knows no commit 'no-such-branch'", "fetch it");
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }
}

/// <summary>The account has no place to live.</summary>
internal sealed class NoRepositoryTests() : BadInputTests(() => Workspace.Digits(withRepository: false))
{
    [Test]
    public void NoGitRepository() => IsRefusal(Workspace.Run("test"), ["MCI4021"], "no git repository here", "git init");

    [Test]
    public void NoGit()
    {
        Workspace.Environment["PATH"] = Workspace.Outside;
        IsRefusal(Workspace.Run("test"), ["MCI4020"], "git was not found on PATH", "install git");
    }
}
