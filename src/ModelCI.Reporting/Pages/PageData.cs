using System.Text.Json;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting.Pages;

/// <summary>What the templates of report.html see: report.json, what <c>ledger show</c> prints as JSON, and both put into charts.</summary>
internal static class PageData
{
    public static Dictionary<string, object?> Of(GateReport report, string? history) => Of(report, [], isForMaintainers: false, hasPath: false, history);

    public static Dictionary<string, object?> Of(MaintainerReport report, string? history) =>
        Of(report.Report, report.Clauses, isForMaintainers: true, report.HasPath, history);

    private static Dictionary<string, object?> Of(GateReport report, IReadOnlyList<ClauseTrace> traces, bool isForMaintainers, bool hasPath, string? history)
    {
        var data = TemplateData.Of(report);
        using var account = history is null ? null : JsonDocument.Parse(history);
        Chart[] paths = [.. traces.Select((trace, index) => PathCharts.Of(index + 1, report.Clauses[index], trace)).OfType<Chart>()];
        Chart[] budgets = account is null ? [] : [.. BudgetCharts.Of(account.RootElement)];
        data["isForMaintainers"] = isForMaintainers;
        data["hasPath"] = hasPath;
        data["traced"] = traces.Count > 0;
        data["told"] = report.Clauses.Any(clause => clause.Shown is not null);
        data["paired"] = report.Clauses.Any(clause => clause.Shown?.Meaning == ClauseMeaning.Difference);
        data["account"] = account is null ? null : Account(account.RootElement);
        data["paths"] = Convert(paths);
        data["budgets"] = Convert(budgets);
        data["drawn"] = paths.Length + budgets.Length == 0 ? null : ChartJson.Drawn([.. paths, .. budgets]);
        var plots = ForestPlot.Of(report.Clauses, traces);
        foreach (var (index, clause) in ((List<object?>)data["clauses"]!).Index())
        {
            var part = (Dictionary<string, object?>)clause!;
            part["plot"] = plots[index];
            part["trace"] = traces.Count == 0 ? null : Trace(traces[index]);
        }
        return data;
    }

    /// <summary>Templates may ask every event for what only some have.</summary>
    private static Dictionary<string, object?> Account(JsonElement history)
    {
        var account = (Dictionary<string, object?>)TemplateData.Convert(history)!;
        foreach (var line in ((List<object?>)account["events"]!).Cast<Dictionary<string, object?>>())
        {
            foreach (var name in (string[])["step", "alpha", "nats", "labelsNew", "labelsAtMost"]) line.TryAdd(name, null);
            var details = line.GetValueOrDefault("unsealed") as Dictionary<string, object?>;
            line["needed"] = details?["needed"] ?? line.GetValueOrDefault("labelsNeeded");
            line["new"] = details?["new"] ?? line["labelsNew"];
            line["reason"] = details?["reason"];
        }
        return account;
    }

    private static Dictionary<string, object?> Trace(ClauseTrace trace) => new(StringComparer.Ordinal)
    {
        ["zoneFrom"] = trace.ZoneFrom,
        ["zoneTo"] = trace.ZoneTo,
        ["acceptLogValue"] = trace.AcceptLogValue,
        ["acceptLogNeeded"] = trace.AcceptLogNeeded,
        ["refuseLogValue"] = trace.RefuseLogValue,
        ["refuseLogNeeded"] = trace.RefuseLogNeeded,
    };

    private static object? Convert(Chart[] charts) => TemplateData.Convert(JsonSerializer.SerializeToElement(charts, ChartJson.Default.ChartArray));
}
