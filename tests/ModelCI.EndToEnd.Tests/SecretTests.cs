using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Keys stay in the gate's own process.</summary>
internal sealed class SecretTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void Keys_NeverReachGitOrTheWorker()
    {
        Wrappers.Install(Workspace, """
            env >> "$MODELCI_TEST_LOG"
            exec "$REAL_GIT" "$@"
            """);
        var log = Path.Combine(Workspace.Outside, "log");
        Workspace.Environment["MODELCI_TEST_LOG"] = log;
        Workspace.Environment["MODELCI_KEY"] = "correct-horse-battery-staple";
        Workspace.Environment["MODELCI_ORDER_KEY"] = "correct-horse-battery-staple";
        Workspace.Environment["GITHUB_TOKEN"] = "a-token";
        // A model that never ends holds the worker still while its environment is read.
        File.Copy(Checkout.Model("slow.onnx"), Workspace.PathOf("models/better.onnx"), overwrite: true);
        using var child = Workspace.Start(Workspace.Folder, "test");
        var worker = Processes.WaitForWorkerOf(child);
        var environment = File.ReadAllText($"/proc/{worker}/environ");
        // The worker may start before the first git process ends.
        Processes.WaitUntil(() => File.Exists(log) && File.ReadAllText(log).Contains("PATH=", StringComparison.Ordinal), () => child.HasExited);
        child.Kill();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(environment, Does.Contain("PATH=").And.Not.Contain("correct-horse").And.Not.Contain("a-token"));
            Assert.That(File.ReadAllText(log), Does.Contain("PATH=").And.Not.Contain("correct-horse"));
        }
    }
}
