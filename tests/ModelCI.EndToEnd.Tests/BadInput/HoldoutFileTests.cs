using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Something else where items, labels or predictions are expected.</summary>
[Platform(Exclude = "Win", Reason = "pipes, devices and file modes")]
internal sealed class HoldoutFileTests() : BadInputTests(Pairs.Create)
{
    [Test]
    public void NoFile_IsNotWaitedFor([Values("pipe", "/dev/zero", "circle", "folder", "nothing", "empty")] string what, [Values(Pairs.ItemFile, Pairs.LabelFile)] string file)
    {
        Files.Put(what, Workspace.PathOf(file));
        Refuses([CodeOf(what)], file + ": ");
    }

    [TestCase("items.npy")]
    [TestCase("items.npz")]
    [TestCase("items.parquet")]
    [TestCase("items.jsonl")]
    [TestCase("items.csv.gz")]
    [TestCase("items.csv.sealed")]
    public void NoFile_OfAnyKind(string name)
    {
        Workspace.Configure($"  items: {Pairs.ItemFile}\n", $"  items: holdout/{name}\n");
        foreach (var what in (string[])["pipe", "/dev/zero", "empty"])
        {
            Files.Put(what, Workspace.PathOf("holdout/" + name));
            Refuses(["MCI3010"], $"holdout/{name}: the file is empty, or a pipe or a device, which is not read");
        }
    }

    [Test]
    public void NoFile_OfPredictions([Values("pipe", "/dev/zero", "circle", "folder", "empty")] string what)
    {
        Exits(Workspace.Run("predict", "--model", "baseline", "--output", "b.csv"), 0);
        Files.Put(what, Workspace.PathOf("p.csv"));
        RefusesTo(["test", "--predictions", "p.csv", "--baseline-predictions", "b.csv"], [CodeOf(what)], "p.csv: ");
    }

    [TestCase("test")]
    [TestCase("labels", "status")]
    [TestCase("holdout", "check")]
    [TestCase("predict", "--model", "candidate")]
    public void Pipe_HoldsNoCommand(params string[] command)
    {
        Files.Put("pipe", Workspace.PathOf(Pairs.LabelFile));
        Files.Put("pipe", Workspace.PathOf(Pairs.ItemFile));
        RefusesTo(command, ["MCI3010"]);
    }

    [Test]
    public void UnreadableFile_IsNamed([Values(Pairs.ItemFile, Pairs.LabelFile)] string file)
    {
        Workspace.Forbid(file);
        Refuses(["MCI3003"], file + ": the file cannot be read");
    }

    [Test]
    public void LinkToAFile_IsTheFile()
    {
        File.Move(Workspace.PathOf(Pairs.ItemFile), Path.Combine(Workspace.Outside, "items.csv"));
        File.CreateSymbolicLink(Workspace.PathOf(Pairs.ItemFile), Path.Combine(Workspace.Outside, "items.csv"));
        Exits(Workspace.Run("test"), 0);
    }

    private static string CodeOf(string what) => what switch { "circle" => "MCI3003", "folder" => "MCI3002", "nothing" => "MCI3001", _ => "MCI3010" };
}
