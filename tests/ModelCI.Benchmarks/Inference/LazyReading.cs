using System.Text.Json.Nodes;
using ModelCI.Benchmarks.Processes;
using ModelCI.Benchmarks.Tables;

namespace ModelCI.Benchmarks.Inference;

/// <summary>How many items a clear-cut candidate makes the models answer when reading is lazy, the sample that is run twice included. Nothing is timed.</summary>
internal static class LazyReading
{
    private const double MostShare = 0.1;

    private static readonly string[] Candidates = ["f03_mlp256", "f06_cnn"];

    public static IEnumerable<Row> Measure(string program) => Candidates.Select(candidate => Measure(program, candidate));

    private static Row Measure(string program, string candidate)
    {
        using var workspace = Workspace.Of(folder => Write(folder, candidate));
        workspace.Time(program, "test", "--quiet");
        var inference = JsonNode.Parse(File.ReadAllText(Path.Combine(workspace.Folder, "modelci-report", "report.json")))!["inference"]!;
        var (read, inferred) = ((int)inference["itemsRead"]!, (int)inference["itemsInferred"]!);
        // The sample of the findings, run in two ways before the reading.
        var all = inferred + (2 * 128);
        var share = all / 10_000.0;
        return new Row(
            $"{candidate[..3]} against f01, lazy: items inferred of 10,000", $"{all}", $"{read} read", $"{share:P1} of the pool",
            $"target <= {MostShare:P0}: {(share <= MostShare ? "met" : "missed")}");
    }

    private static void Write(string folder, string candidate) => File.WriteAllText(Path.Combine(folder, "modelci.yml"), $$"""
        version: 1
        candidate: {{Models.FileOf(candidate)}}
        baseline: {{FashionTask.Linear}}
        holdout:
          name: fashion
          items: {{FashionTask.Items}}
          id: labels
          labels: {{FashionTask.Labels}}
          inputs:
            image: { from: holdout_images, scale: 0.00392156862745098 }
        gate:
          condition: "n - o > 0 +/- 0.01"
          reliability: 0.99
          reading: lazy
          feedback: estimates
        ledger: { remote: none }
        """);
}
