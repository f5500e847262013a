using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary>What was sealed or unsealed, as a result.</summary>
internal static class RewrittenFiles
{
    public static string ToText(string heading, IReadOnlyList<RewrittenFile> files) =>
        string.Concat(files.Select(file => $"  {file.Key}: {file.To}\n").Prepend(heading + "\n"));

    public static string ToJson(GateConfiguration configuration, IReadOnlyList<RewrittenFile> files) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.holdout-files/1");
        json.WriteString("testSet", configuration.Holdout.Name);
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("key", file.Key);
            json.WriteString("from", file.From);
            json.WriteString("to", file.To);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
