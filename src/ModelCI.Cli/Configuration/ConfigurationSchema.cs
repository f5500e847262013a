using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Validating;

namespace ModelCI.Cli.Configuration;

/// <summary>The JSON Schemas of modelci.yml and of a test set's schema, for editors: generated from the declarations that the readers check.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The file is read by people and editors, never embedded in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Of modelci.yml: draft 2020-12, with a final line break.</summary>
    public static string Generate() => Generate("modelci.yml", "Configuration of ModelCI, the statistical gate for machine-learning models.", ConfigurationKeys.Root);

    /// <summary>Of a test set's schema, likewise.</summary>
    public static string GenerateOfHoldout() => Generate("holdout/schema.yml", "What ModelCI holds the items and labels of a test set against.", SchemaKeys.Root);

    private static string Generate(string title, string description, ValueShape.Mapping root)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["description"] = description,
        };
        foreach (var (name, value) in ShapeSchema.Of(root)) schema[name] = value?.DeepClone();
        return schema.ToJsonString(Layout) + "\n";
    }
}
