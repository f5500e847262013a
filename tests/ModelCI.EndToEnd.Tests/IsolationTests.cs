using System.Text;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>What the process that runs the models has in its hands while it runs them: items, and nothing that tells an answer or opens a door.</summary>
[Platform(Include = "Linux", Reason = "/proc")]
internal sealed class IsolationTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Label = "planted-label-93b1c7";
    private const string Token = "planted-token-5d20aa";
    private const double Feature = 7.351927640183;

    [Test]
    public void Worker_HoldsItemsButNoKeyNoTokenAndNoLabel([Values] bool isSealed)
    {
        Plant(isSealed);
        using var gate = Workspace.Start(Workspace.Folder, "test");
        var worker = Processes.WaitForWorkerOf(gate);
        (string Name, byte[] Bytes)[] feature = [("feature", BitConverter.GetBytes(Feature))];
        // The slow model keeps the first batch where it is.
        Processes.WaitUntil(() => ProcessMemory.Find(worker, feature).Length == 1, () => gate.HasExited);
        var inWorker = ProcessMemory.Find(worker, [.. feature, .. Secrets()]);
        using var other = Child.Start("/bin/sleep", Workspace.Folder, new Dictionary<string, string>(Workspace.Environment) { ["PLANTED"] = Label }, "600");
        var inOther = ProcessMemory.Find(other.Id, Secrets());
        other.Kill();
        var files = Directory.GetFiles($"/proc/{worker}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToArray();
        gate.Kill();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inWorker, Is.EqualTo(new[] { "feature" }));
            Assert.That(inOther, Is.SupersetOf(new[] { "key (text)", "label", "token" }), "the same search finds what is there");
            Assert.That(files, Has.None.Contains("holdout").And.None.Contains("labels").And.None.StartsWith(Workspace.Folder));
        }
    }

    [Test]
    public void Worker_GetsNoFileThatTheGateWasBornWith()
    {
        Plant(isSealed: false);
        // Redirections stay open in the gate: it never closes what it did not open.
        const string redirections = "7<holdout/labels.csv 8<>modelci.yml";
        using var gate = Bash($"exec '{Checkout.Executable}' test {redirections}");
        var worker = Processes.WaitForWorkerOf(gate);
        Processes.WaitUntil(() => ProcessMemory.Find(worker, [("feature", BitConverter.GetBytes(Feature))]).Length == 1, () => gate.HasExited);
        var files = Directory.GetFiles($"/proc/{worker}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToArray();
        gate.Kill();
        using var other = Bash($"exec ls -l /proc/self/fd {redirections}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(other.Wait().Out, Does.Contain("labels.csv"), "whoever does not care hands them on");
            Assert.That(files, Has.None.StartsWith(Workspace.Folder));
        }

        Child Bash(string command) => Child.Start("/bin/bash", Workspace.Folder, Workspace.Environment, "-c", command);
    }

    [Test]
    public void Worker_CannotLookIntoTheGate()
    {
        Plant(isSealed: false);
        Workspace.RunWithout("sys_ptrace", "perfmon", "sys_admin");
        using var gate = Workspace.Start(Workspace.Folder, "test");
        var worker = Processes.WaitForWorkerOf(gate);
        Processes.WaitUntil(() => ProcessMemory.Find(worker, [("feature", BitConverter.GetBytes(Feature))]).Length == 1, () => gate.HasExited);
        // With the worker's rights, which are those of whoever runs as the same user.
        string[] looks = ["cat /proc/{0}/environ", "cat /proc/{0}/maps", "readlink --verbose /proc/{0}/fd/0", "exec 3</proc/{0}/mem"];
        var (ofGate, ofWorker) = (looks.Select(look => Run(look, gate.Id)).ToArray(), looks.Select(look => Run(look, worker)).ToArray());
        gate.Kill();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ofGate.Select(look => look.Error), Has.All.Contains("ermission denied"));
            Assert.That(ofGate.Select(look => look.Out), Has.All.Empty);
            Assert.That(ofWorker.Select(look => look.ExitCode), Has.All.Zero, "the same looks show what is open to see");
        }

        Outcome Run(string look, int process)
        {
            using var reader = Workspace.StartOther(Workspace.Folder, "/bin/sh", "-c", string.Format(null, look, process));
            return reader.Wait();
        }
    }

    [Test]
    public void Worker_HasTheConfiguredLimits()
    {
        Plant(isSealed: false);
        using var gate = Workspace.Start(Workspace.Folder, "test");
        var worker = Processes.WaitForWorkerOf(gate);
        Processes.WaitUntil(() => File.ReadAllText($"/proc/{worker}/limits").Contains("805306368", StringComparison.Ordinal), () => gate.HasExited);
        var limits = File.ReadAllText($"/proc/{worker}/limits");
        gate.Kill();
        Assert.That(limits, Does.Match("Max data size +805306368 +805306368 ").And.Match("Max core file size +0 +0 "));
    }

    /// <summary>A feature that all items share, a class of an unusual name, keys and a token, and a model that never ends.</summary>
    private void Plant(bool isSealed)
    {
        var items = Workspace.Read("holdout/items.csv").Split('\n');
        for (var line = 1; line < items.Length - 1; line++)
        {
            var fields = items[line].Split(',');
            fields[1] = Feature.ToString("R", null);
            items[line] = string.Join(',', fields);
        }
        Workspace.Write("holdout/items.csv", string.Join('\n', items));
        Workspace.Write("holdout/labels.csv", Workspace.Read("holdout/labels.csv").Replace(",3\n", $",{Label}\n", StringComparison.Ordinal));
        if (isSealed) Workspace.Seal();
        else Workspace.SetKeys();
        Workspace.Environment["GITHUB_TOKEN"] = Token;
        Workspace.Write("modelci.yml", Workspace.Read("modelci.yml") + "\nlimits: { memory: 768MiB, seconds-per-batch: 600 }\n");
        File.Copy(Checkout.Model("slow.onnx"), Workspace.PathOf("models/better.onnx"), overwrite: true);
    }

    private static (string Name, byte[] Bytes)[] Secrets() =>
    [
        .. FormsOf("key", TestKeys.Encryption),
        ("label", Encoding.UTF8.GetBytes(Label)),
        ("label (UTF-16)", Encoding.Unicode.GetBytes(Label)),
        ("token", Encoding.UTF8.GetBytes(Token)),
        // Its bytes count from 0 to 31, which many a table does.
        .. FormsOf("order key", TestKeys.Order)[..2],
    ];

    private static (string Name, byte[] Bytes)[] FormsOf(string name, string key) =>
    [
        ($"{name} (text)", Encoding.UTF8.GetBytes(key)),
        ($"{name} (UTF-16)", Encoding.Unicode.GetBytes(key)),
        ($"{name} (bytes)", Convert.FromBase64String(key)),
    ];
}
