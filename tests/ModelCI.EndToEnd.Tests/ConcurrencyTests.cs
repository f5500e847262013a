using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Many runs at once on one ledger.</summary>
[NonParallelizable]
internal sealed class ConcurrencyTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void EightCandidatesAtOnceInOneClone_LoseNoEntry_AndShareNoStep()
    {
        const int Runs = 8;
        Enlarge();
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
            Assert.That(Workspace.Entries(), Is.EqualTo(2 * Runs));
            Exits(Workspace.Run("ledger", "verify"), 0);
        }
    }

    /// <summary>A test set that lasts for all of them.</summary>
    private void Enlarge()
    {
        Workspace.Configure("steps: 16 ", "steps: 32 ");
        Workspace.Configure("+/- 0.02", "+/- 0.05");
        Workspace.Configure("labels: 400 ", "labels: 1000 ");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 500 ");
    }

    [Test]
    public void ThirtyTwoClonesAtOnce_LoseNoEntry_ShareNoStep_AndCountEveryLabelOnce()
    {
        const int Runs = 32;
        Enlarge();
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        // Half of the candidates need other labels than the other half.
        for (var number = 1; number <= Runs; number++) Workspace.AddTwin($"twin{number}", number % 2 == 0 ? "better" : "worse");
        var url = Workspace.Share();
        var clones = Enumerable.Range(1, Runs).Select(_ => Workspace.CloneOf(url)).ToArray();
        try
        {
            for (var index = 0; index < Runs; index++) clones[index].Configure("models/better.onnx", $"models/twin{index + 1}.onnx");
            var children = clones.Select(clone => clone.Start(clone.Folder, "test", "--format", "json")).ToArray();
            var outcomes = children.Select(child => child.Wait()).ToArray();
            foreach (var child in children) child.Dispose();

            foreach (var outcome in outcomes) Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
            // The ledger as the last of them left it, seen from a clone that took no part.
            Exits(Workspace.Run("ledger", "verify"), 0);
            var steps = outcomes.Select(outcome => (int)System.Text.Json.Nodes.JsonNode.Parse(outcome.Out)!["error"]!["step"]!).ToArray();
            var results = Enumerable.Range(0, Workspace.Entries()).Where(back => (string?)Workspace.Entry(back)["kind"] == "result").Select(back => Sealed.Of(Workspace, back)).ToArray();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(steps, Is.EquivalentTo(Enumerable.Range(1, Runs)));
                Assert.That(Workspace.Entries(), Is.EqualTo(2 * Runs));
                Assert.That(results, Has.Length.EqualTo(Runs));
                Assert.That(results.Sum(result => result.New), Is.EqualTo(results.SelectMany(result => result.Positions).Distinct().Count()).And.Positive);
                Assert.That(results.Select(result => result.Positions.Count).Distinct().Count(), Is.GreaterThan(1), "all used the same labels: the sum shows nothing");
            }
        }
        finally
        {
            foreach (var clone in clones) clone.Dispose();
        }
    }
}
