using ModelCI.Core.Reports;
using ModelCI.Reporting;
using ModelCI.Reporting.JUnit;
using ModelCI.Reporting.Publishing;

namespace ModelCI.Cli.Reporting;

/// <summary>The forms that a report can be rendered in again.</summary>
internal static class ReportForm
{
    /// <summary>For terminals, and what is said where nothing else is asked for.</summary>
    public const string Text = "text";

    private static readonly Dictionary<string, Func<ReportRenderer, GateReport, string>> Forms = new()
    {
        [Text] = (renderer, report) => renderer.ToText(report, colours: false),
        ["markdown"] = (renderer, report) => PublisherOf(renderer, report).Summary(report),
        // Earlier runs stand in the account, not in a report.
        ["html"] = (renderer, report) => renderer.ToHtml(report, history: null),
        ["junit"] = (renderer, report) => JUnitXml.Of(report, PublisherOf(renderer, report).Title(report), renderer.ToText(report, colours: false)),
    };

    public static string[] Names { get; } = [.. Forms.Keys];

    public static string Render(string form, ReportRenderer renderer, GateReport report) => Forms[form](renderer, report);

    // Where its files lie is nothing that a report says.
    private static Publisher PublisherOf(ReportRenderer renderer, GateReport report) => new(renderer, new GatePlaces(report.TestSet.Name, Configuration.ConfigurationLocator.FileName, 1, null));
}
