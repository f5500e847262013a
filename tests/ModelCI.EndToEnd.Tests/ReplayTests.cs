using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>The same question is answered from the ledger at no cost, whatever git and the file system call it; another one is a new step.</summary>
internal sealed class ReplayTests : IDisposable
{
    private readonly Workspace _workspace = Workspace.Digits();
    private readonly string _url;

    public ReplayTests()
    {
        _url = _workspace.Share();
        Assert.That(_workspace.Run("test").ExitCode, Is.Zero);
    }

    public void Dispose() => _workspace.Dispose();

    [Test]
    public void Rebase()
    {
        _workspace.Git("checkout", "--quiet", "-b", "feature");
        _workspace.Write("notes.txt", "feature");
        _workspace.Commit("feature");
        _workspace.Git("checkout", "--quiet", "main");
        _workspace.Write("other.txt", "main");
        _workspace.Commit("main goes on");
        _workspace.Git("checkout", "--quiet", "feature");
        _workspace.Git("rebase", "--quiet", "main");
        AssertReplay(_workspace);
    }

    [Test]
    public void RenamedFile()
    {
        _workspace.Git("mv", "models/better.onnx", "models/renamed.onnx");
        _workspace.Configure("models/better.onnx", "models/renamed.onnx");
        _workspace.Git("mv", "holdout/items.csv", "holdout/moved.csv");
        _workspace.Configure("holdout/items.csv ", "holdout/moved.csv ");
        _workspace.Commit("renamed");
        AssertReplay(_workspace);
    }

    [Test]
    public void AmendedCommit_AndTouchedFiles()
    {
        _workspace.Git("commit", "--quiet", "--amend", "--message", "said better");
        foreach (var file in Directory.EnumerateFiles(_workspace.PathOf("models"))) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        AssertReplay(_workspace);
    }

    [TestCase]
    [TestCase("--depth", "1")]
    public void FreshClone(params string[] options)
    {
        using var clone = Workspace.CloneOf(_url, options);
        AssertReplay(clone);
        clone.Git("checkout", "--quiet", "--detach");
        AssertReplay(clone);
    }

    [Test]
    public void Worktree()
    {
        var tree = Path.Combine(_workspace.Outside, "tree");
        _workspace.Git("worktree", "add", "--quiet", "--detach", tree);
        Assert.That(_workspace.RunIn(tree, "test").Out, Does.Contain("Asked before"));
        Assert.That(_workspace.Entries(), Is.EqualTo(2));
    }

    [Test]
    public void OneChangedWeight_IsAnotherModel()
    {
        var file = _workspace.PathOf("models/better.onnx");
        var model = File.ReadAllBytes(file);
        // The lowest bit of a weight: raw tensor data fill the file's middle.
        model[model.Length / 2] ^= 1;
        File.WriteAllBytes(file, model);
        var outcome = _workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
        Assert.That((_workspace.Entries(), (int)_workspace.Report()["error"]!["step"]!, (bool)_workspace.Report()["replayed"]!), Is.EqualTo((4, 2, false)));
    }

    // A changed question never resets the account.
    [TestCase("+/- 0.02", "+/- 0.03")]
    [TestCase("reliability: 0.99 ", "reliability: 0.995 ")]
    [TestCase("mode: fp-free", "mode: fn-free")]
    public void AnotherQuestion_GoesOnInTheSameAccount(string from, string to)
    {
        _workspace.Configure(from, to);
        var outcome = _workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
        var error = _workspace.Report()["error"]!;
        Assert.That(((int)error["step"]!, (double)error["natsPaid"]! > 20), Is.EqualTo((2, true)));
    }

    private static void AssertReplay(Workspace workspace)
    {
        var outcome = workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That((workspace.Entries(), (bool)workspace.Report()["replayed"]!), Is.EqualTo((2, true)));
    }
}
