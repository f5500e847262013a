using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ModelCI.Benchmarks.Tables;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;

namespace ModelCI.Benchmarks.Gating;

/// <summary>The decision alone, without files, models or git.</summary>
internal static class GateGroup
{
    public const string Name = "gate";

    private static readonly Line Free = new(nameof(GateBenchmarks.EProcessFree), "e-process, free items");
    private static readonly Line Labelled = new(nameof(GateBenchmarks.EProcessLabelled), "e-process, labelled items", Free);
    private static readonly Line[] Lines =
    [
        Free,
        Labelled,
        new(nameof(GateBenchmarks.OneClauseFree), "gate, 1 clause, free items", Free),
        new(nameof(GateBenchmarks.FourClausesFree), "gate, 4 clauses, free items", Free),
        new(nameof(GateBenchmarks.OneClauseLabelled), "gate, 1 clause, labelled items", Labelled),
        new(nameof(GateBenchmarks.FourClausesLabelled), "gate, 4 clauses, labelled items", Labelled),
    ];

    private static readonly Line[] PlanLines =
    [
        new(nameof(PlanBenchmarks.ClopperPearsonSmall), "Clopper-Pearson limit, 7 of 200, alpha 1e-6"),
        new(nameof(PlanBenchmarks.ClopperPearsonLarge), "Clopper-Pearson limit, 52,000 of 1,000,000, alpha 1e-6"),
        new(nameof(PlanBenchmarks.ExactTwoSided), "exact size, two-sided, eps 0.01, alpha 1e-6"),
    ];

    /// <param name="Reference">What this one is compared with.</param>
    private sealed record Line(string Method, string Name, Line? Reference = null);

    public static IEnumerable<Row> Measure()
    {
        Console.Error.WriteLine("gate: a minute or two");
        // In this process: the settings are this project's, and nothing is built. All repetitions count, slow ones too.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(200)).WithOutlierMode(OutlierMode.DontRemove);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance).WithOptions(ConfigOptions.DisableLogFile);
        var gate = Reports(BenchmarkRunner.Run<GateBenchmarks>(config));
        var plan = Reports(BenchmarkRunner.Run<PlanBenchmarks>(config));
        return [.. Lines.Select(line => RowOf(line, gate)), .. PlanLines.Select(line => PlanRowOf(line.Name, Of(plan[line.Method])))];
    }

    private static Dictionary<string, BenchmarkReport> Reports(Summary summary)
    {
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException(string.Join('\n', summary.ValidationErrors.Select(error => error.Message).Prepend("a benchmark failed")));
        return summary.Reports.ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name);
    }

    private static Row PlanRowOf(string name, Sample nanoseconds)
    {
        var (median, range) = nanoseconds.Format("N0");
        return new Row(name, $"{median} ns", range, "", "");
    }

    private static Row RowOf(Line line, Dictionary<string, BenchmarkReport> reports)
    {
        var report = reports[line.Method];
        var nanoseconds = Of(report);
        var (median, range) = nanoseconds.Format("N0");
        var ratio = line.Reference is null
            ? ""
            : $"{nanoseconds.Median / Of(reports[line.Reference.Method]).Median:F2} x {line.Reference.Name}";
        var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
        return new Row(line.Name, $"{median} ns/item", range, ratio, $"{1e3 / nanoseconds.Median:F2} million items/s, {allocated:N0} bytes/item");
    }

    private static Sample Of(BenchmarkReport report) => new(report.ResultStatistics!.OriginalValues);
}
