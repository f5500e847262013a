using Microsoft.ML.OnnxRuntime;

namespace ModelCI.Inference;

/// <summary>ONNX Runtime's own library.</summary>
public static class RuntimeLibrary
{
    /// <summary>Such as 1.29.0. It is loaded into this process for that, without any model.</summary>
    public static string Version() => OrtEnv.Instance().GetVersionString();
}
