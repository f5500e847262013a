using System.Globalization;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting.Pages;

/// <summary>The confidence sequences of an evaluation's clauses over the labels that it read: for maintainers only.</summary>
internal static class PathCharts
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Null for a clause that saw no item.</summary>
    public static Chart? Of(int number, ClauseReport clause, ClauseTrace trace)
    {
        // Free items change the limits between two labels: the last state counts.
        var points = trace.Path.GroupBy(point => clause.LabelFree ? point.Items : point.Labels).Where(group => group.Key > 0)
            .Select(group => (X: (double)group.Key, Point: group.Last())).ToArray();
        if (points.Length == 0) return null;
        var ends = ((double[])[trace.ZoneFrom, trace.ZoneTo]).Where(end => end != clause.Constant).Distinct().ToArray();
        ChartSeries[] series =
        [
            new("at least", "limit", [.. points.Select(point => (double?)point.Point.Lower)]),
            new("at most", "limit", [.. points.Select(point => (double?)point.Point.Upper)]),
            new("estimate", "estimate", [.. points.Select(point => point.Point.Estimate)]),
            ChartSeries.Constant("constant of the condition", "constant", clause.Constant, points.Length),
            .. ends.Select(end => ChartSeries.Constant(ends.Length == 1 ? "other end of the indifference zone" : "end of the indifference zone", "zone", end, points.Length)),
        ];
        ChartBand[] zone = ends.Length switch
        {
            0 => [],
            1 => [ends[0] > clause.Constant ? new ChartBand(5, 4, "zone") : new ChartBand(4, 5, "zone")],
            _ => [new ChartBand(6, 5, "zone")],
        };
        return new Chart(
            string.Create(Culture, $"path-{number}"), clause.Text,
            "",
            new ChartAxis(clause.LabelFree ? "items read" : "labels read", "log", null, null), new ChartAxis("left side", "linear", null, null),
            [.. points.Select(point => point.X)], series, [new ChartBand(2, 1, "limit"), .. zone],
            ["items", "labels", "estimate", "at least", "at most"], [.. trace.Path.Select(Row)]);
    }

    private static string[] Row(PathPoint point) =>
    [
        point.Items.ToString("#,0", Culture), point.Labels.ToString("#,0", Culture), point.Estimate is { } estimate ? Signed(estimate) : "",
        Signed(point.Lower), Signed(point.Upper),
    ];

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", Culture);
}
