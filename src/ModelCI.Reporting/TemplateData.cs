using System.Text.Json;
using ModelCI.Core.Problems;
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
        JsonValueKind.String => PlainText.Of(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
