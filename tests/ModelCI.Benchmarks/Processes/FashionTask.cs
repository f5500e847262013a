namespace ModelCI.Benchmarks.Processes;

/// <summary>The files of the image task.</summary>
internal static class FashionTask
{
    public static bool IsPresent => Directory.Exists(Checkout.Fashion);

    public static string Candidate { get; } = Path.Combine(Checkout.Fashion, "models", "f06_cnn.onnx");

    public static string Baseline { get; } = Path.Combine(Checkout.Fashion, "models", "f03_mlp256.onnx");

    /// <summary>Small models, for pools that are large.</summary>
    public static string Linear { get; } = Path.Combine(Checkout.Fashion, "models", "f01_linear.onnx");

    public static string Better { get; } = Baseline;

    public static string Items { get; } = Path.Combine(Checkout.Fashion, "holdout_images.npy");

    public static string Labels { get; } = Path.Combine(Checkout.Fashion, "holdout_labels.csv");
}
