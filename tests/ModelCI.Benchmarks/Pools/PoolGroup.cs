using ModelCI.Benchmarks.Processes;
using ModelCI.Benchmarks.Tables;

namespace ModelCI.Benchmarks.Pools;

/// <summary>Test sets of a million items: time with kept answers, and memory. Whole processes of the published program.</summary>
internal static class PoolGroup
{
    public const string Name = "pools";

    private const int Rounds = 5;
    private const double MostSeconds = 5;
    private const double MostMebibytes = 300;

    /// <param name="command">The published program; null publishes it first.</param>
    public static IEnumerable<Row> Measure(FileInfo? command)
    {
        Console.Error.WriteLine("pools: writing a million rows and a million images");
        using var program = new PublishedProgram(command);
        foreach (var row in Table(program.File)) yield return row;
        if (FashionTask.IsPresent) yield return Images(program.File);
        else Console.Error.WriteLine($"pools: the images are left out, as there is no {Checkout.Fashion}");
    }

    private static IEnumerable<Row> Table(string program)
    {
        using var workspace = Workspace.Of(MillionRows.WriteTo);
        var first = workspace.Time(program, "test", "--quiet").TotalMilliseconds;
        var (kept, replayed) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            MillionRows.Configure(workspace.Folder, FormattableString.Invariant($"n - o > 0.00{round + 1} +/- 0.01"));
            kept.Add(workspace.Time(program, "test", "--quiet").TotalMilliseconds);
            replayed.Add(workspace.Time(program, "test", "--quiet").TotalMilliseconds);
        }
        var sample = new Sample(kept);
        yield return RowOf("1,000,000 rows, first run", new Sample([first]), "", "");
        yield return RowOf(
            "1,000,000 rows, another condition, answers kept", sample, Over(sample, first),
            $"target < {MostSeconds * 1000:N0} ms: {(sample.Median < MostSeconds * 1000 ? "met" : "missed")}");
        yield return RowOf("1,000,000 rows, the same question", new Sample(replayed), Over(new Sample(replayed), first), "");
    }

    private static Row Images(string program)
    {
        using var workspace = Workspace.Of(MillionImages.WriteTo);
        var resident = new Resident();
        workspace.Run(program, resident.Watch, "test", "--quiet");
        return new Row(
            "1,000,000 images from .npy, memory of gate and worker", $"{resident.MostTogether:N0} MiB", $"gate alone {resident.MostOfParent:N0} MiB",
            "", $"target <= {MostMebibytes:N0} MiB: {(resident.MostTogether <= MostMebibytes ? "met" : "missed")}");
    }

    private static Row RowOf(string name, Sample sample, string ratio, string note)
    {
        var (median, range) = sample.Format("N0");
        return new Row(name, median + " ms", range, ratio, note);
    }

    private static string Over(Sample sample, double first) => $"{sample.Median / first:F2} x 1,000,000 rows, first run";
}
