using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Keys stay in the gate's own process.</summary>
internal sealed class SecretTests() : WorkspaceTests(TestKeys.SealedDigits)
{
    [Test]
    public void Keys_NeverReachGitOrTheWorker()
    {
        var log = LogGit();
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
            Assert.That(environment, Does.Contain("PATH=").And.Not.Contain("MODELCI_").And.Not.Contain("a-token"));
            AssertTellsNoKey(environment + File.ReadAllText(log));
        }
    }

    [TestCase(0, "test")]
    [TestCase(0, "test", "--format", "json")]
    [TestCase(0, "plan")]
    [TestCase(0, "ledger", "show")]
    [TestCase(0, "holdout", "unseal")]
    [TestCase(2, "holdout", "seal")]
    public void Keys_AreInNoOutputAndNoFile(int code, params string[] arguments)
    {
        var log = LogGit();
        var outcome = Workspace.Run(arguments);
        Exits(outcome, code);
        var files = Directory.EnumerateFiles(Workspace.Folder, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Workspace.Temporary, "*", SearchOption.AllDirectories));
        var entries = Workspace.Ledgers().Length == 0 ? "" : Workspace.Git("log", "--format=%B", "-p", "refs/modelci/digits");
        AssertTellsNoKey(outcome + entries + string.Concat(files.Select(File.ReadAllText)) + (File.Exists(log) ? File.ReadAllText(log) : ""));
    }

    private string LogGit()
    {
        Wrappers.Install(Workspace, """
            env >> "$MODELCI_TEST_LOG"
            exec "$REAL_GIT" "$@"
            """);
        return Workspace.Environment["MODELCI_TEST_LOG"] = Path.Combine(Workspace.Outside, "log");
    }

    private static void AssertTellsNoKey(string text)
    {
        foreach (var secret in TestKeys.Secrets()) Assert.That(text.Contains(secret, StringComparison.Ordinal), Is.False, "a key shows");
        Assert.That(text, Does.Not.Contain("MODELCI_KEY=").And.Not.Contain("MODELCI_ORDER_KEY="));
    }
}
