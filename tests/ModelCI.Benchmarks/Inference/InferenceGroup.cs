using ModelCI.Benchmarks.Processes;
using ModelCI.Benchmarks.Tables;
using ModelCI.Inference.Worker;

namespace ModelCI.Benchmarks.Inference;

/// <summary>What the process around the models costs, in time and in memory.</summary>
internal static class InferenceGroup
{
    public const string Name = "inference";

    // Runs of milliseconds, and whether a machine of two cores puts the threads of ONNX Runtime on both or on one makes half of them.
    private const int Rounds = 41;

    // From a product of a matrix and a vector to a small convolutional network.
    private static readonly string[][] Pairs = [["f01_linear", "f01_linear"], ["f03_mlp256", "f01_linear"], ["f06_cnn", "f03_mlp256"]];

    /// <param name="command">The published program; null publishes it first.</param>
    public static IEnumerable<Row> Measure(FileInfo? command)
    {
        if (!FashionTask.IsPresent)
        {
            Console.Error.WriteLine($"inference: left out, as there is no {Checkout.Fashion}");
            return [];
        }
        OnnxEnvironment.Start();
        using var program = new PublishedProgram(command);
        return [.. Pairs.SelectMany(Compare), .. LazyReading.Measure(program.File)];
    }

    private static IEnumerable<Row> Compare(string[] models)
    {
        using var images = new MappedArray(FashionTask.Items, [28, 28]);
        var pool = images.ToPool();
        using var here = new InProcessRuns(pool, models);
        using var bare = new BareRuns(images, models.Select(Models.FileOf), here.BatchRows);
        using var worker = new WorkerRuns(pool, models);
        var samples = RoundRobin.Measure([Settled(bare.Time), Settled(here.Time), Settled(worker.Time)], Rounds);
        var name = string.Join(" and ", models.Select(model => model[..model.IndexOf('_')]));
        yield return new Row($"{name}, bare loop", samples[0].Format("F1").Median + " ms", samples[0].Format("F1").Range, "", $"batches of {here.BatchRows}");
        yield return RowOf($"{name}, the worker's code without a process", samples[1], samples[0], "the bare loop", "");
        yield return RowOf($"{name}, `PredictAll`", samples[2], samples[1], "the same without a process", Verdict("overhead", samples[2].Over(samples[1]).Median - 1, most: 0.05));
        yield return RowOf($"{name}, `PredictAll`", samples[2], samples[0], "the bare loop", Verdict("speed", samples[0].Over(samples[2]).Median, least: 0.95));
    }

    // Threads of ONNX Runtime go on spinning for a moment after their last run, and would take a core from the next contender.
    private static Func<TimeSpan> Settled(Func<TimeSpan> time) => () =>
    {
        Thread.Sleep(50);
        return time();
    };

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
