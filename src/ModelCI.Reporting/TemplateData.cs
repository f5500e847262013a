using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting;

/// <summary>
/// What templates see: report.json as nested dictionaries and lists, so that a template names the very fields that report.json documents.
/// </summary>
internal static class TemplateData
{
    public static object? Of(GateReport report)
    {
        using var document = JsonDocument.Parse(ReportFormat.ToJson(report));
        return Convert(document.RootElement);
    }

    private static object? Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(property => property.Name, property => Convert(property.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Convert).ToList(),
        JsonValueKind.String => Printable(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>
    /// Text from outside (paths, class names) without characters that could forge a line, a colour or a reading direction. Encoders of HTML
    /// and Markdown do not touch those.
    /// </summary>
    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            clean.Append(category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? "\uFFFD"
                : rune.ToString());
        }
        return clean.ToString();
    }
}
