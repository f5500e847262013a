using System.Globalization;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting.Pages;

/// <summary>Where intervals, estimates and constants lie, in per cent of a row's width. Clauses that ask the same of different items share one scale.</summary>
internal static class ForestPlot
{
    // Of the width, on either side.
    private const double Margin = 0.05;

    /// <summary>By clause; null where nothing is shown of one.</summary>
    /// <param name="traces">By clause; empty where nobody may see them.</param>
    public static Dictionary<string, object?>?[] Of(IReadOnlyList<ClauseReport> clauses, IReadOnlyList<ClauseTrace> traces)
    {
        var scales = clauses.Select((clause, index) => (Clause: clause, Trace: traces.ElementAtOrDefault(index))).Where(row => row.Clause.Shown is not null)
            .GroupBy(row => Question(row.Clause)).ToDictionary(group => group.Key, group => Scale.Of(group.SelectMany(row => Values(row.Clause, row.Trace))));
        return [.. clauses.Select((clause, index) => clause.Shown is null ? null : Row(clause, traces.ElementAtOrDefault(index), scales[Question(clause)]))];
    }

    private static (double, object, double, double) Question(ClauseReport clause) => (clause.Constant, clause.Shown!.Meaning, clause.Shown.Least, clause.Shown.Most);

    private static IEnumerable<double> Values(ClauseReport clause, ClauseTrace? trace) =>
    [
        clause.Shown!.Lower, clause.Shown.Upper, clause.Constant, .. clause.Shown.Estimate is { } estimate ? (double[])[estimate] : [],
        .. trace is null ? (double[])[] : [trace.ZoneFrom, trace.ZoneTo],
    ];

    private static Dictionary<string, object?> Row(ClauseReport clause, ClauseTrace? trace, Scale scale) => new(StringComparer.Ordinal)
    {
        ["from"] = scale.At(clause.Shown!.Lower),
        ["to"] = scale.At(clause.Shown.Upper),
        ["estimate"] = clause.Shown.Estimate is { } estimate ? scale.At(estimate) : null,
        ["constant"] = scale.At(clause.Constant),
        ["zone"] = trace is null ? null : scale.At(trace.ZoneFrom),
        ["zoneWidth"] = trace is null ? null : scale.Width(trace.ZoneTo - trace.ZoneFrom),
    };

    private sealed record Scale(double Least, double Most)
    {
        public static Scale Of(IEnumerable<double> values)
        {
            var all = values.ToArray();
            var (least, most) = (all.Min(), all.Max());
            var room = most > least ? (most - least) * Margin / (1 - (2 * Margin)) : 1;
            return new Scale(least - room, most + room);
        }

        public string At(double value) => Percent((value - Least) / (Most - Least));

        public string Width(double width) => Percent(width / (Most - Least));

        private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";
    }
}
