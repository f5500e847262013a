using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>A run that is broken off shows nothing, and has spent its step if it was opened.</summary>
[Platform(Include = "Linux", Reason = "signals and /proc")]
internal sealed class InterruptTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Cancelled = "error: cancelled: no verdict was recorded or shown; an evaluation that was opened already has spent its step\n";

    [Test]
    public void Interrupt_DuringInference_RecordsNothing()
    {
        File.Copy(Checkout.Model("slow.onnx"), Workspace.PathOf("models/better.onnx"), overwrite: true);
        // Ctrl-C reaches the whole group: the gate, its worker and git.
        using var child = Child.Start("setsid", Workspace.Folder, Workspace.Environment, Checkout.Executable, "test");
        var worker = Processes.WaitForWorkerOf(child);
        Processes.WaitUntil(() => Processes.Ticks(worker) > 60, () => child.HasExited);
        Signal("INT", -child.Id);
        var outcome = child.Wait();
        Exits(outcome, 130);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((outcome.Out, outcome.Error), Is.EqualTo(("", Cancelled)));
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Assert.That(Workspace.PathOf("modelci-report/report.json"), Does.Not.Exist);
            Assert.That(() => Processes.IsGone(worker), Is.True.After(5000, 50));
        }
    }

    [Test]
    public void Interrupt_AfterTheOpening_ShowsNothing_AndTheStepIsSpent()
    {
        using (var child = StartAndHoldAfterOpening("setsid"))
        {
            Signal("INT", child.Id);
            // Time for the signal to arrive before git goes on.
            Thread.Sleep(300);
            Release();
            var outcome = child.Wait();
            Exits(outcome, 130);
            Assert.That((outcome.Out, outcome.Error), Is.EqualTo(("", Cancelled)));
        }
        AssertAbortedStepIsSpent();
    }

    [Test]
    public void Kill_AfterTheOpening_ShowsNothing_AndTheStepIsSpent()
    {
        using (var child = StartAndHoldAfterOpening("setsid"))
        {
            child.Kill();
            Release();
            Assert.That(child.Wait().Out, Is.Empty);
        }
        AssertAbortedStepIsSpent();
    }

    private void AssertAbortedStepIsSpent()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.Entries(), Is.EqualTo(1));
            Assert.That(Workspace.PathOf("modelci-report/report.json"), Does.Not.Exist);
            Assert.That(Workspace.Run("ledger", "show").Out, Does.Match(@"\n1 .* running\? "));
        }
        var next = Workspace.Run("test");
        Exits(next, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)Workspace.Report()["error"]!["step"]!, Is.EqualTo(2));
            Assert.That((bool)Workspace.Report()["replayed"]!, Is.False);
            Assert.That(Workspace.Run("ledger", "show").Out, Does.Match(@"\n1 .* running\? [\s\S]*\n2 .* pass "));
            Exits(Workspace.Run("ledger", "verify"), 0);
        }
    }

    private Child StartAndHoldAfterOpening(string launcher) =>
        Wrappers.StartAndHoldAfterUpdate(Workspace, () => Child.Start(launcher, Workspace.Folder, Workspace.Environment, Checkout.Executable, "test"));

    private void Release() => Wrappers.Release(Workspace);

    private void Signal(string name, int process)
    {
        using var kill = Child.Start("/bin/sh", Workspace.Folder, Workspace.Environment, "-c", FormattableString.Invariant($"kill -s {name} -- {process}"));
        Exits(kill.Wait(), 0);
    }
}
