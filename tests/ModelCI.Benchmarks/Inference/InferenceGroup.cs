using ModelCI.Benchmarks.Processes;
using ModelCI.Benchmarks.Tables;
using ModelCI.Inference.Worker;

namespace ModelCI.Benchmarks.Inference;

/// <summary>What the process around the models costs, in time and in memory.</summary>
internal static class InferenceGroup
{
    public const string Name = "inference";

    // From a product of a matrix and a vector to a small convolutional network.
    private static readonly string[][] Pairs = [["f01_linear", "f01_linear"], ["f03_mlp256", "f01_linear"], ["f06_cnn", "f03_mlp256"]];

    public static IEnumerable<Row> Measure()
    {
        if (!FashionTask.IsPresent)
        {
            Console.Error.WriteLine($"inference: left out, as there is no {Checkout.Fashion}");
            return [];
        }
        OnnxEnvironment.Start();
        return [.. Pairs.SelectMany(Compare), .. ManyItems.Measure()];
    }

    private static IEnumerable<Row> Compare(string[] models)
    {
        using var images = new MappedArray(FashionTask.Items, [28, 28]);
        var pool = images.ToPool();
        using var here = new InProcessRuns(pool, models);
        using var bare = new BareRuns(images, models.Select(Models.FileOf), here.BatchRows);
        using var worker = new WorkerRuns(pool, models);
        var samples = RoundRobin.Measure([bare.Time, here.Time, worker.Time]);
        var name = string.Join(" and ", models.Select(model => model[..model.IndexOf('_')]));
        yield return new Row($"{name}, bare loop", samples[0].Format("F1").Median + " ms", samples[0].Format("F1").Range, "", $"batches of {here.BatchRows}");
        yield return RowOf($"{name}, the worker's code without a process", samples[1], samples[0], "the bare loop", "");
        yield return RowOf($"{name}, `PredictAll`", samples[2], samples[1], "the same without a process", Verdict("overhead", samples[2].Over(samples[1]).Median - 1, most: 0.05));
        yield return RowOf($"{name}, `PredictAll`", samples[2], samples[0], "the bare loop", Verdict("speed", samples[0].Over(samples[2]).Median, least: 0.95));
    }

    private static Row RowOf(string name, Sample sample, Sample reference, string of, string note)
    {
        var (median, range) = sample.Format("F1");
        var (ratio, spread) = sample.Over(reference).Format("F2");
        return new Row(name, median + " ms", range, $"{ratio} ({spread}) x {of}", note);
    }

    private static string Verdict(string what, double value, double? least = null, double? most = null) => least is { } limit
        ? $"{what} {value:P1}, target >= {limit:P0}: {(value >= limit ? "met" : "missed")}"
        : $"{what} {value:P1}, target < {most:P0}: {(value < most ? "met" : "missed")}";
}
