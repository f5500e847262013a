using System.Globalization;
using System.Text.Json.Nodes;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Yaml;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>A YAML text as an editor's schema support sees it: plain scalars by YAML 1.2's core schema.</summary>
internal static class JsonOf
{
    public static string Yaml(string text) => Node(YamlLoader.Load(text, new ProblemList("modelci.yml")))?.ToJsonString() ?? "null";

    private static JsonNode? Node(SourceNode node) => node switch
    {
        SourceMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        SourceList list => new JsonArray([.. list.Items.Select(Node)]),
        SourceScalar { IsNothing: true } => null,
        SourceScalar { Quoting: ScalarQuoting.Plain } plain => Plain(plain.Text),
        SourceScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new ArgumentException(node.Kind, nameof(node)),
    };

    private static JsonValue Plain(string text)
    {
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return JsonValue.Create(integer);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }
}
