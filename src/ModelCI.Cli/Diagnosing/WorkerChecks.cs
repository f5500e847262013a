using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;

namespace ModelCI.Cli.Diagnosing;

/// <summary>The process that runs models: whether it starts, loads ONNX Runtime, answers, and keeps the limit on its memory. Its models ship with ModelCI.</summary>
internal static class WorkerChecks
{
    private const string Name = "ONNX Runtime";
    private const string OutOfMemory = "MCI2014";
    private const double Seconds = 20;

    // A quarter of what the greedy model asks for.
    private const long Little = 512L << 20;

    public static IEnumerable<Check> Of()
    {
        if (Trouble("answers", new PredictionTask(new ClassList(["a", "b"])), 4 * Little, out var version) is { } trouble)
        {
            yield return Check.Of(Name, CheckState.Problem, trouble with { Fix = trouble.Fix ?? "install ModelCI again, for this platform" });
            yield break;
        }
        yield return Check.Ok(Name, $"{version} loads in a process of its own, and answers");
        yield return Limit();
    }

    private static Check Limit()
    {
        const string Limits = "memory limit";
        if (!OperatingSystem.IsLinux())
            return new Check(Limits, CheckState.Warning, "limits.memory is kept on Linux only: a model that asks for too much is the system's concern", "run models that nobody knows on Linux");
        return Trouble("greedy", new PredictionTask(ClassList.None, new NumberTable()), Little, out _) switch
        {
            { Code: OutOfMemory } => Check.Ok(Limits, "a model that asks for more than limits.memory is stopped"),
            null => new Check(Limits, CheckState.Warning, "the system does not keep a process to it (RLIMIT_DATA): a model can take all memory of the machine", "run models that nobody knows elsewhere, or in a container with a limit"),
            var other => Check.Of(Limits, CheckState.Warning, other),
        };
    }

    /// <summary>What kept a model from answering about one item; null where it did.</summary>
    private static Problem? Trouble(string probe, PredictionTask task, long memory, out string version)
    {
        version = "";
        try
        {
            var file = Path.Combine(AppContext.BaseDirectory, "probes", probe + ".onnx");
            var model = new ModelSource("candidate", $"{probe}.onnx", file, new Dictionary<string, InputSettings>(), null);
            using var predictor = PairPredictor.Start(WorkerLauncher.Command(), model, null, new LimitSettings(memory, Seconds));
            predictor.Bind(new ItemPool(["0"], [TextColumn.Of("x", ["a"])], "", new byte[ItemPool.DigestBytes], hasNamedIds: false), task);
            predictor.PredictAll(null, CancellationToken.None);
            version = predictor.RuntimeVersion;
            return null;
        }
        catch (ModelCIException exception)
        {
            return exception.Problems[0];
        }
    }
}
