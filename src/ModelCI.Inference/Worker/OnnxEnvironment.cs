using Microsoft.ML.OnnxRuntime;

namespace ModelCI.Inference.Worker;

/// <summary>How ONNX Runtime is set up.</summary>
internal static class OnnxEnvironment
{
    /// <summary>One pool of threads for both models: two pools spin against each other (measured: a pair of CNNs 1.5 times slower). No log.</summary>
    public static void Start()
    {
        if (OrtEnv.IsCreated) return;
        var options = new EnvironmentCreationOptions
        {
            logId = "modelci",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            threadOptions = new OrtThreadingOptions { GlobalIntraOpNumThreads = Environment.ProcessorCount, GlobalInterOpNumThreads = 1 },
        };
        OrtEnv.CreateInstanceWithOptions(ref options);
    }

    /// <exception cref="OnnxRuntimeException">The file is no model, or one that ONNX Runtime does not support.</exception>
    public static InferenceSession Load(string path)
    {
        using var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        options.DisablePerSessionThreads();
        return new InferenceSession(path, options);
    }
}
