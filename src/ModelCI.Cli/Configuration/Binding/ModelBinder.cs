using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Configuration;

namespace ModelCI.Cli.Configuration.Binding;

/// <summary>Models, and the inputs and outputs that models and the holdout share.</summary>
internal static class ModelBinder
{
    private const string GitPrefix = "git:";

    /// <summary>Null for <c>none</c>.</summary>
    public static ModelSettings? Model(Section root, string key)
    {
        if (root.Text(key) is { } text) return text == "none" ? null : new ModelSettings(text, Location(text), null, null);
        var model = root.Child(key);
        var path = model.Text("model")!;
        return new ModelSettings(path, Location(path), model.Has("inputs") ? Inputs(model) : null, Output(model));
    }

    /// <summary>By name of the model's input; empty where there are none.</summary>
    public static IReadOnlyDictionary<string, InputSettings> Inputs(Section owner) => owner.Named("inputs").ToDictionary(
        input => input.Name,
        input => input.Value switch
        {
            SourceScalar scalar => new InputSettings([scalar.Text], null, null),
            SourceList list => new InputSettings([.. list.Items.OfType<SourceScalar>().Select(item => item.Text)], null, null),
            _ => new InputSettings(input.Section.Texts("from"), input.Section.Number("scale"), Shape(input.Section)),
        },
        StringComparer.Ordinal);

    public static OutputSettings? Output(Section owner)
    {
        if (owner.Text("output") is { } name) return new OutputSettings(name, null);
        var output = owner.Child("output");
        return output.Text("name") is { } named ? new OutputSettings(named, output.Number("threshold")) : null;
    }

    private static IReadOnlyList<int>? Shape(Section input) =>
        input.Has("shape") ? [.. input.Texts("shape").Select(size => NumberText.Integer(size)!.Value)] : null;

    private static ModelLocation Location(string text)
    {
        if (text == "base") return new ModelLocation.AtBase();
        if (!text.StartsWith(GitPrefix, StringComparison.Ordinal)) return new ModelLocation.LocalFile(text);
        var colon = text.IndexOf(':', GitPrefix.Length);
        return new ModelLocation.AtRevision(text[GitPrefix.Length..colon], text[(colon + 1)..]);
    }
}
