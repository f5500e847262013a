using System.Globalization;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>A small gate on items of two numbers, of which the larger one tells the class: the models of the adapters' tests fit it.</summary>
internal static class Pairs
{
    public const int Items = 120;

    public const string Candidate = "models/candidate.onnx";
    public const string Baseline = "models/baseline.onnx";
    public const string ItemFile = "holdout/items.csv";
    public const string LabelFile = "holdout/labels.csv";

    /// <summary>Both models are right on all items; they differ in their metadata only.</summary>
    public static Workspace Create()
    {
        var workspace = new Workspace();
        workspace.Write(ItemFile, "id,x0,x1\n" + Rows((item, label) => $"p{item},{1 - label},{label}"));
        workspace.Write(LabelFile, "id,label\n" + Rows((item, label) => $"p{item},{label}"));
        workspace.Use(Baseline, "scores_float");
        workspace.Use(Candidate, "scores_float");
        File.WriteAllBytes(workspace.PathOf(Candidate), Digits.WithMetadata(File.ReadAllBytes(workspace.PathOf(Candidate)), "candidate"));
        workspace.Write("modelci.yml", $$"""
            version: 1
            candidate: {{Candidate}}
            baseline: {{Baseline}}
            holdout:
              name: pairs
              items: {{ItemFile}}
              labels: {{LabelFile}}
              inputs:
                x: { from: [x0, x1] }
            gate:
              condition: "n - o > -0.5 +/- 0.2"
              reliability: 0.9
              feedback: estimates
            ledger: { remote: none }
            """ + "\n");
        return workspace;
    }

    /// <summary>Puts a model of the adapters' tests in the place of one of the two.</summary>
    public static void Use(this Workspace workspace, string file, string model)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(workspace.PathOf(file))!);
        File.Copy(Checkout.PairModel(model), workspace.PathOf(file), overwrite: true);
    }

    public static void ReadLazily(this Workspace workspace) => workspace.Configure("  feedback: estimates", "  reading: lazy\n  feedback: estimates");

    /// <summary>The gate on arrays: the labels file lists the items.</summary>
    public static void UseArrays(this Workspace workspace, string items)
    {
        workspace.Configure($"  items: {ItemFile}\n", $"  items: {items}\n  id: labels\n");
        workspace.Configure("    x: { from: [x0, x1] }\n", "    x: { from: x }\n");
    }

    /// <summary>The items of the table as they lie in an array: 4 bytes a number.</summary>
    public static byte[] Elements() => [.. Enumerable.Range(0, Items).SelectMany(item => (float[])[1 - Label(item), Label(item)]).SelectMany(BitConverter.GetBytes)];

    private static int Label(int item) => item % 2;

    private static string Rows(Func<string, int, string> row) =>
        string.Concat(Enumerable.Range(0, Items).Select(item => row(item.ToString("000", CultureInfo.InvariantCulture), Label(item)) + "\n"));
}
