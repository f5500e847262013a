using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelCI.Cli.Configuration.Declaration;

namespace ModelCI.Cli.Configuration;

/// <summary>The JSON Schema of modelci.yml, for editors: generated from the declaration that the reader checks.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The file is read by people and editors, never embedded in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Draft 2020-12, with a final line break.</summary>
    public static string Generate()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "modelci.yml",
            ["description"] = "Configuration of ModelCI, the statistical gate for machine-learning models.",
        };
        foreach (var (name, value) in ShapeSchema.Of(ConfigurationKeys.Root)) schema[name] = value?.DeepClone();
        return schema.ToJsonString(Layout) + "\n";
    }
}
