namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Gates on the real data sets beside the repository; skip the running test where those are absent.</summary>
internal static class SharedGates
{
    /// <summary>Images out of a .npy file, ids out of the labels file.</summary>
    public static Workspace Fashion(string baseline, string candidate, string condition, string gate = "feedback: verdict", string inputs = "") =>
        Gate("fashion", $"models/{candidate}.onnx", $"models/{baseline}.onnx", condition, gate, $$"""
              items: DATA/holdout_images.npy
              id: labels
              labels: DATA/holdout_labels.csv
              inputs:
                image: { from: holdout_images, scale: 0.00392156862745098 }
            {{inputs}}
            """);

    /// <summary>Fourteen columns of a table. Models are paths, or mappings with inputs and output of their own.</summary>
    public static Workspace Adult(string baseline, string candidate, string condition) =>
        Gate("adult", candidate, baseline, condition, "feedback: verdict", """
              items: DATA/holdout.csv
              labels: DATA/holdout_labels.csv
              exclude: [income, age_group]
            """);

    /// <summary>Comments as strings out of a table.</summary>
    public static Workspace Comments(string baseline, string candidate, string condition) =>
        Gate("text", $"models/{candidate}.onnx", $"models/{baseline}.onnx", condition, "feedback: verdict", """
              items: DATA/holdout.csv
              labels: { column: label }
              exclude: [emotion]
            """);

    /// <summary>Comments as two arrays of integers.</summary>
    public static Workspace Tokens(string baseline, string candidate, string condition) =>
        Gate("text", $"models/{candidate}.onnx", $"models/{baseline}.onnx", condition, "feedback: verdict", """
              items: { input_ids: DATA/holdout_input_ids.npy, attention_mask: DATA/holdout_attention_mask.npy }
              id: labels
              labels: DATA/holdout_labels.csv
            """);

    private static Workspace Gate(string data, string candidate, string baseline, string condition, string gate, string holdout)
    {
        var folder = Checkout.SharedData(data);
        var workspace = new Workspace();
        workspace.Write("modelci.yml", $"""
            version: 1
            candidate: {candidate.Replace("models/", folder + "/models/", StringComparison.Ordinal)}
            baseline: {baseline.Replace("models/", folder + "/models/", StringComparison.Ordinal)}
            holdout:
              name: {data}
            {holdout.Replace("DATA", folder, StringComparison.Ordinal)}
            gate:
              condition: "{condition}"
              reliability: 0.99
              {gate}
            ledger: {"{ remote: none }"}
            """);
        return workspace;
    }
}
