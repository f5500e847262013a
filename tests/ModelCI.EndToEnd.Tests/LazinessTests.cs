using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>
/// <c>reading: lazy</c> infers no more than two batches beyond what the gate read, and changes no verdict and no count. The conditions are none
/// against 0: there bets know the disagreements of the whole pool, which lazy reading does not have.
/// </summary>
internal sealed class LazinessTests
{
    [Test]
    public void Digits_InferAtMostTwoBatchesMore()
    {
        using var whole = Workspace.Digits();
        using var lazy = Workspace.Digits();
        foreach (var workspace in (Workspace[])[whole, lazy]) workspace.Configure("n - o > 0 +/- 0.02", "n - o > 0.001 +/- 0.02");
        lazy.Configure("feedback: estimates", "reading: lazy\n  feedback: estimates");
        Compare(whole, lazy, 1197);
    }

    [Test]
    public void Fashion_InferAtMostTwoBatchesMore()
    {
        using var whole = SharedGates.Fashion("f03_mlp256", "f06_cnn", "n - o > 0.001 +/- 0.01", "feedback: estimates");
        using var lazy = SharedGates.Fashion("f03_mlp256", "f06_cnn", "n - o > 0.001 +/- 0.01", "feedback: estimates\n  reading: lazy");
        Compare(whole, lazy, 10000);
    }

    private static void Compare(Workspace whole, Workspace lazy, int items)
    {
        var (first, second) = (Run(whole), Run(lazy));
        var (all, some) = (first["inference"]!, second["inference"]!);
        var read = (int)some["itemsRead"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)all["itemsRead"]!, (int)all["itemsInferred"]!), Is.EqualTo((read, items)));
            Assert.That((int)some["itemsInferred"]!, Is.InRange(read, Math.Min(items, read + (2 * (int)some["batchSize"]!))));
            Assert.That((long)some["itemsInferredByWorker"]!, Is.EqualTo((long)some["itemsInferred"]!));
            Assert.That((int)some["itemsInferred"]!, Is.LessThan(items), "the test shows nothing if all was read");
            foreach (var key in (string[])["verdict", "resolution", "clauses", "labels", "error"])
                Assert.That(second[key]!.ToJsonString(), Is.EqualTo(first[key]!.ToJsonString()), key);
        }
    }

    private static JsonNode Run(Workspace workspace)
    {
        var outcome = workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        return workspace.Report();
    }
}
