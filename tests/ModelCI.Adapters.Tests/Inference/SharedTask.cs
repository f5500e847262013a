using System.Text.Json;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Inference;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>One of the shared data sets with its models.</summary>
internal sealed class SharedTask
{
    private readonly string _folder;
    private readonly JsonElement _history;

    public SharedTask(string name)
    {
        _folder = SharedData.Folder(name);
        _history = Json("history.json");
        Truth = Json("truth.json");
        Classes = new ClassList([.. Truth.GetProperty("classes").EnumerateArray().Select(item => item.GetString()!)]);
        Labels = Npy.ReadLabels(Path.Combine(_folder, "holdout_labels.npy"));
        Items = new ItemPool([.. Enumerable.Range(0, Labels.Length).Select(row => $"{row}")], [.. Columns()], "digest", new byte[Labels.Length * ItemPool.DigestBytes], hasNamedIds: false);
    }

    public JsonElement Truth { get; }

    public ClassList Classes { get; }

    public int[] Labels { get; }

    public ItemPool Items { get; }

    public IReadOnlyList<string> Models => [.. _history.EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];

    public ModelSource Source(string id, string role)
    {
        var model = _history.EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id);
        var prediction = model.GetProperty("prediction");
        var output = prediction.GetProperty("kind").GetString() switch
        {
            "positive_probability" => new OutputSettings(prediction.GetProperty("scores").GetString()!, prediction.GetProperty("threshold").GetDouble()),
            "scores" => new OutputSettings(prediction.GetProperty("scores").GetString()!, null),
            _ => null,
        };
        var file = model.GetProperty("file").GetString()!;
        return new ModelSource(role, file, Path.Combine(_folder, file), model.GetProperty("inputs").EnumerateArray().ToDictionary(Name, Input), output);
    }

    private static string Name(JsonElement input) => input.GetProperty("name").GetString()!;

    private static InputSettings Input(JsonElement input)
    {
        var from = input.TryGetProperty("column", out var column) ? column.GetString()! : Path.GetFileNameWithoutExtension(input.GetProperty("source").GetString()!);
        return new InputSettings([from], input.TryGetProperty("scale", out var scale) ? scale.GetDouble() : null, null);
    }

    private IEnumerable<FeatureColumn> Columns()
    {
        foreach (var name in new[] { "holdout_images", "holdout_input_ids", "holdout_attention_mask" })
        {
            var path = Path.Combine(_folder, name + ".npy");
            if (File.Exists(path)) yield return Npy.Read(path, name);
        }
        var table = Path.Combine(_folder, "holdout.csv");
        if (!File.Exists(table)) yield break;
        foreach (var column in Csv.Read(table)) yield return column;
    }

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, file))).RootElement;
}
