using System.Text.Json;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting;

/// <summary>
/// What templates see: report.json as nested dictionaries and lists, so that a template names the very fields that report.json documents.
/// </summary>
internal static class TemplateData
{
    public static Dictionary<string, object?> Of(GateReport report)
    {
        using var document = JsonDocument.Parse(ReportFormat.ToJson(report));
        var data = (Dictionary<string, object?>)Convert(document.RootElement)!;
        data["slices"] = report.Clauses.Any(clause => clause.Slice is not null);
        // The only text of several lines.
        if (report.Configuration?.Difference is { } difference) ((Dictionary<string, object?>)data["configuration"]!)["difference"] = PlainText.OfLines(difference);
        return data;
    }

    /// <summary>What kept a run from being measured.</summary>
    public static Dictionary<string, object?> Of(IReadOnlyList<Problem> problems)
    {
        var data = Empty();
        data["problems"] = problems.Select(problem => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = problem.Code,
            ["what"] = PlainText.Of(problem.What),
            ["where"] = problem.Where is null ? null : PlainText.Of(problem.Where),
            ["fix"] = problem.Fix is null ? null : PlainText.Of(problem.Fix),
            ["excerpt"] = problem.Excerpt is null ? null : PlainText.OfLines(problem.Excerpt),
        }).ToList();
        return data;
    }

    /// <summary>A run of which nothing is known yet.</summary>
    public static Dictionary<string, object?> Empty() => new(StringComparer.Ordinal) { ["verdict"] = null, ["condition"] = null };

    /// <summary>JSON as nested dictionaries and lists; all text is plain.</summary>
    public static object? Convert(JsonElement element) => element.ValueKind switch
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
