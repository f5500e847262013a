using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Many runs at once on one ledger.</summary>
[NonParallelizable]
internal sealed class ConcurrencyTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const int Runs = 8;

    [Test]
    public void EightCandidatesAtOnce_LoseNoEntry_AndShareNoStep()
    {
        var gates = Enumerable.Range(1, Runs).Select(number => $"gate{number}.yml").ToArray();
        for (var number = 1; number <= Runs; number++)
        {
            Workspace.AddTwin($"twin{number}");
            Workspace.AddGate(gates[number - 1], ("models/better.onnx", $"models/twin{number}.onnx"), ("feedback: estimates", "feedback: verdict"));
        }
        var children = gates.Select(gate => Workspace.Start(Workspace.Folder, "test", "--config", gate, "--format", "json", "--report", "report-of-" + gate)).ToArray();
        var outcomes = children.Select(child => child.Wait()).ToArray();
        foreach (var child in children) child.Dispose();

        foreach (var outcome in outcomes) Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
        var steps = outcomes.Select(outcome => (int)System.Text.Json.Nodes.JsonNode.Parse(outcome.Out)!["error"]!["step"]!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(steps, Is.EquivalentTo(Enumerable.Range(1, Runs)));
            Assert.That(Workspace.Run("ledger", "verify").Out, Is.EqualTo("test set digits: 16 entries, chain whole\n"));
            Assert.That(Workspace.Run("ledger", "show").Out, Does.Not.Contain("aborted"));
        }
    }
}
