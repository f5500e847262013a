using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Out of reach of the ledger and back, and remotes that do not take what they are given.</summary>
internal sealed class OfflineTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void UnreachableRemote_IsAProblem_AndOfflineIsProvisional()
    {
        var remote = Share();
        Directory.Move(remote, remote + ".gone");
        IsProblem(Workspace.Run("test"), "MCI4025", "--offline");
        Assert.That(Refs(), Does.Not.Contain("refs/modelci"));

        var offline = Workspace.Run("test", "--offline");
        Exits(offline, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offline.Out, Does.Contain("This verdict is provisional"));
            Assert.That(Workspace.Report()["notices"]!.AsArray().Select(notice => (string)notice!), Does.Contain("provisional"));
            Assert.That(Workspace.Entries(), Is.Zero);
            Assert.That(Refs(), Does.Contain("refs/modelci-offline/digits"));
        }
        // What was shown is replayed, and still provisional.
        Assert.That(Workspace.Run("test", "--offline").Out, Does.Contain("Asked before").And.Contain("provisional"));

        Directory.Move(remote + ".gone", remote);
        var back = Workspace.Run("test");
        Exits(back, 0);
        var error = Workspace.Report()["error"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(back.Error, Does.Contain("verdicts that were shown offline and are entered into the account now: 1"));
            Assert.That((bool)Workspace.Report()["replayed"]!, Is.False, "an offline verdict decides nothing");
            // The symbol that was shown is paid before the new step is opened.
            Assert.That((int)error["step"]!, Is.EqualTo(1));
            Assert.That((double)Workspace.Entry(1)["error"]!["natsPaid"]!, Is.EqualTo(Math.Log(2)).Within(1e-9));
            Assert.That(Enumerable.Range(0, Workspace.Entries()).Reverse().Select(entry => (string)Workspace.Entry(entry)["kind"]!), Is.EqualTo(new[] { "pin", "offline", "open", "result" }));
            Assert.That(Refs(), Does.Not.Contain("modelci-offline"));
        }
        Assert.That(Workspace.Run("test").Out, Does.Contain("Asked before").And.Not.Contain("provisional"));
        Exits(Workspace.Run("ledger", "verify"), 0);
    }

    [Test]
    public void OfflineBehindAnAccount_ThatWentOnMeanwhile_IsPaidOnce()
    {
        var remote = Share();
        Exits(Workspace.Run("test"), 0);
        using var other = Workspace.CloneOf("file://" + remote);
        Workspace.AddTwin("third");
        Workspace.AddGate("third.yml", ("models/better.onnx", "models/third.onnx"));
        Exits(Workspace.Run("test", "--offline", "--config", "third.yml"), 0);
        other.AddTwin("fourth");
        other.Configure("models/better.onnx", "models/fourth.onnx");
        Exits(other.Run("test"), 0);
        Exits(Workspace.Run("test", "--config", "third.yml"), 0);
        var kinds = Enumerable.Range(0, Workspace.Entries()).Reverse().Select(entry => (string)Workspace.Entry(entry)["kind"]!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kinds, Is.EqualTo(new[] { "open", "result", "open", "result", "offline", "open", "result" }));
            Assert.That((int)Workspace.Report()["error"]!["step"]!, Is.EqualTo(3));
            Exits(other.Run("ledger", "verify"), 0);
        }
    }

    [Test]
    public void RemoteThatRefuses_IsAProblem_AndNothingIsWritten()
    {
        var remote = Share();
        var hook = Path.Combine(remote, "hooks", "pre-receive");
        File.WriteAllText(hook, "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        var before = Refs();
        var outcome = Workspace.Run("test");
        IsProblem(outcome, "MCI4027", "permissions: contents: write");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refs(), Is.EqualTo(before));
            Assert.That(Workspace.Git("ls-remote", "origin"), Does.Not.Contain("refs/modelci"));
            Assert.That(Workspace.PathOf("modelci-report/report.json"), Does.Not.Exist);
        }
    }

    [Test]
    public void AccountThatWasReplaced_IsFoundByAFreshClone()
    {
        var remote = Share();
        Exits(Workspace.Run("test"), 0);
        var account = (string)Workspace.Report()["testSet"]!["account"]!;
        Workspace.Configure("name: digits ", $"account: {account}\n  name: digits ");
        Workspace.Commit("pinned");
        Workspace.Git("push", "--quiet", "origin", "main");
        // Whoever may write to the remote deletes the account; a clone that never saw it could not tell.
        Workspace.Git("push", "--quiet", "origin", ":refs/modelci/digits");
        using (var clone = Workspace.CloneOf("file://" + remote)) IsProblem(clone.Run("test"), "MCI4011", account, "there is no ledger");
        IsProblem(Workspace.Run("test"), "MCI4026", "is gone");
        IsProblem(Workspace.Run("ledger", "show"), "MCI4026");
    }

    private string Share()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        return Workspace.Share()["file://".Length..];
    }

    private string Refs() => Workspace.Git("for-each-ref", "--format=%(refname) %(objectname)");
}
