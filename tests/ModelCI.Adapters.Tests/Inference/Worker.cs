using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Real worker processes for the tests.</summary>
internal static class Worker
{
    public static readonly Dictionary<string, InputSettings> NoInputs = [];

    public static readonly LimitSettings Limits = new(4L << 30, 20);

    public static readonly ClassList TwoClasses = new(["no", "yes"]);

    public static WorkerCommand Command => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ["exec", Path.Combine(AppContext.BaseDirectory, "ModelCI.WorkerHost.dll")]);

    /// <summary>A committed model of this test project.</summary>
    public static string FileOf(string model) => Path.Combine(AppContext.BaseDirectory, "Models", model + ".onnx");

    public static ModelSource Source(string path, OutputSettings? output = null, string role = "candidate") =>
        new(role, Path.GetFileName(path), path, NoInputs, output);

    public static ItemPool Pool(params FeatureColumn[] columns) =>
        new([.. Enumerable.Range(0, columns[0].Rows).Select(row => $"item-{row}")], columns, "digest", new byte[columns[0].Rows * ItemPool.DigestBytes], hasNamedIds: true);

    /// <summary>Predictions of a committed model alone.</summary>
    public static PairPredictions Predict(string model, ItemPool pool, ClassList? classes = null, OutputSettings? output = null, double seconds = 20) =>
        Predict(model, pool, new PredictionTask(classes ?? TwoClasses), output, seconds);

    /// <summary>The same for any task.</summary>
    public static PairPredictions Predict(string model, ItemPool pool, PredictionTask task, OutputSettings? output = null, double seconds = 20)
    {
        using var predictor = PairPredictor.Start(Command, Source(FileOf(model), output), null, Limits with { SecondsPerBatch = seconds });
        predictor.Bind(pool, task);
        return predictor.PredictAll(null, CancellationToken.None);
    }

    /// <summary>The one problem that a committed model meets.</summary>
    public static Problem Problem(string model, ItemPool pool, ClassList? classes = null, OutputSettings? output = null, double seconds = 20) =>
        Assert.Throws<ModelCIException>(() => Predict(model, pool, classes, output, seconds))!.Problems.Single();

    /// <summary>The one problem that a committed model meets in another task.</summary>
    public static Problem Problem(string model, ItemPool pool, PredictionTask task) =>
        Assert.Throws<ModelCIException>(() => Predict(model, pool, task))!.Problems.Single();
}
