using System.Text.Json.Nodes;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.EndToEnd.Tests.Support;
using ModelCI.Holdout;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>
/// Predictions of the built executable's worker over whole pools: right answers of every model, and every cell of each pair of neighbours in
/// the history, are the numbers of truth.json, which were made without ModelCI and without ONNX Runtime.
/// </summary>
internal sealed class WholePoolTests
{
    // A table and arrays are different pools: a pair across them cannot be compared, which is why "text" comes twice.
    [TestCase("fashion", "holdout_images.npy")]
    [TestCase("adult", "holdout.csv")]
    [TestCase("text", "holdout.csv")]
    [TestCase("text", "holdout_input_ids.npy")]
    public void CountsOfModelsAndPairs_AreThoseOfTruth(string data, string source)
    {
        var folder = Checkout.SharedData(data);
        var truth = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "truth.json")))!;
        var history = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "history.json")))!.AsArray()
            .Where(model => model!["inputs"]!.AsArray().Any(input => (string)input!["source"]! == source))
            .Where(model => (int)truth["models"]![(string)model!["id"]!]!["onnxruntime_1_30_mismatches"]! == 0).ToArray();
        var holdout = Read(folder, source, truth);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (baseline, candidate) in history.Zip(history.Skip(1)))
                Assert.That(Count(folder, holdout, baseline!, candidate!), Is.EqualTo(Expected(truth, baseline!, candidate!)));
        }
    }

    private static HoldoutData Read(string folder, string source, JsonNode truth)
    {
        var isTable = source.EndsWith(".csv", StringComparison.Ordinal);
        ItemsSource items = source switch
        {
            "holdout_input_ids.npy" => new ItemsSource.Arrays(new Dictionary<string, string>
            {
                ["input_ids"] = source,
                ["attention_mask"] = "holdout_attention_mask.npy",
            }),
            _ => new ItemsSource.OneFile(source),
        };
        var classes = truth["classes"]!.AsArray().Select(name => (string)name!).ToArray();
        var labels = File.ReadLines(Path.Combine(folder, "holdout_labels.csv")).Skip(1).First().Split(',')[1];
        // Fashion's labels are class numbers.
        if (int.TryParse(labels, out _)) classes = [.. Enumerable.Range(0, classes.Length).Select(number => number.ToString(null, null))];
        return HoldoutReader.Read(
            new HoldoutSettings(
                "pool", items, isTable ? new IdSource.Default() : new IdSource.FromLabels(), new LabelsSource.LabelFile("holdout_labels.csv"),
                new Dictionary<string, InputSettings>(), null, classes, [], new Dictionary<string, string>()),
            folder, keys: null);
    }

    private static string Count(string folder, HoldoutData holdout, JsonNode baseline, JsonNode candidate)
    {
        using var predictor = PairPredictor.Start(
            new WorkerCommand(Checkout.Executable, ["__worker"]), Source("candidate", folder, candidate), Source("baseline", folder, baseline),
            new LimitSettings(4L << 30, 60));
        predictor.Bind(holdout.Items, new PredictionTask(holdout.Labels.Classes));
        var pairs = predictor.PredictAll(null, CancellationToken.None);
        var cells = Enumerable.Range(0, holdout.Items.Count).Select(row =>
        {
            var (n, o, label) = (pairs.Candidate!.Answers[row], pairs.Baseline!.Answers[row], holdout.Labels[row]);
            return (New: n == label, Old: o == label, Same: n == o);
        }).ToArray();
        return Text(candidate, baseline, cells.Length, cells.Count(cell => cell.New), cells.Count(cell => cell.Old), cells.Count(cell => cell.New && cell.Old),
            cells.Count(cell => cell.New && !cell.Old), cells.Count(cell => !cell.New && cell.Old),
            cells.Count(cell => !cell.New && !cell.Old && cell.Same), cells.Count(cell => !cell.New && !cell.Old && !cell.Same));
    }

    private static string Expected(JsonNode truth, JsonNode baseline, JsonNode candidate)
    {
        var pair = truth["pairs"]!.AsArray().Single(pair => (string)pair!["o"]! == (string)baseline["id"]! && (string)pair["n"]! == (string)candidate["id"]!)!;
        int Correct(JsonNode model) => (int)truth["models"]![(string)model["id"]!]!["correct"]!;
        return Text(candidate, baseline, (int)pair["items"]!, Correct(candidate), Correct(baseline), (int)pair["both_right"]!,
            (int)pair["n_right_o_wrong"]!, (int)pair["n_wrong_o_right"]!, (int)pair["both_wrong_same"]!, (int)pair["both_wrong_differ"]!);
    }

    private static string Text(JsonNode candidate, JsonNode baseline, params int[] counts) =>
        $"{(string)candidate["id"]!} against {(string)baseline["id"]!}: {string.Join(' ', counts)}";

    private static ModelSource Source(string role, string folder, JsonNode model)
    {
        var file = (string)model["file"]!;
        var inputs = model["inputs"]!.AsArray().ToDictionary(
            input => (string)input!["name"]!,
            input => new InputSettings([Column(input!)], (double?)input!["scale"], null));
        var prediction = model["prediction"]!;
        var output = (string)prediction["kind"]! switch
        {
            "label" => new OutputSettings((string)prediction["label"]!, null),
            "scores" => new OutputSettings((string)prediction["scores"]!, null),
            _ => new OutputSettings((string)prediction["scores"]!, (double)prediction["threshold"]!),
        };
        return new ModelSource(role, file, Path.Combine(folder, file), inputs, output);
    }

    private static string Column(JsonNode input) => (string?)input["column"] ?? (string)input["source"]! switch
    {
        "holdout_input_ids.npy" => "input_ids",
        "holdout_attention_mask.npy" => "attention_mask",
        var file => Path.GetFileNameWithoutExtension(file),
    };
}
