using ModelCI.Benchmarks.Processes;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Inference;

namespace ModelCI.Benchmarks.Inference;

/// <summary>The image models, as a configuration would have them.</summary>
internal static class Models
{
    public static readonly ClassList Classes = new([.. Enumerable.Range(0, 10).Select(number => number.ToString(null, null))]);

    /// <summary>This program serves as the worker.</summary>
    public static readonly WorkerCommand Worker = new(Environment.ProcessPath!, [WorkerArgument]);

    public static readonly LimitSettings Limits = new(4L << 30, 60);

    public const string WorkerArgument = "worker";

    public static string FileOf(string model) => Path.Combine(Checkout.Fashion, "models", model + ".onnx");

    public static ModelSource Source(string model, string role = "candidate") => new(
        role, model, FileOf(model), new Dictionary<string, InputSettings> { ["image"] = new([], 1.0 / 255, null) }, null);
}
