using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelCI.Reporting.Pages;

/// <summary>A chart and the table that says the same.</summary>
/// <param name="Id">Of the element that it is drawn in.</param>
/// <param name="About">What it shows, in a sentence or two.</param>
/// <param name="Points">Of the horizontal axis, ascending.</param>
/// <param name="Columns">Of the table.</param>
/// <param name="Rows">Of the table, as text.</param>
internal sealed record Chart(
    string Id, string Title, string About, ChartAxis X, ChartAxis Y, IReadOnlyList<double> Points, IReadOnlyList<ChartSeries> Series,
    IReadOnlyList<ChartBand> Bands, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <param name="Scale">linear, count (whole numbers) or log (to base 2).</param>
/// <param name="Least">Where the axis begins; null to fit the values.</param>
/// <param name="Most">Where it ends; likewise.</param>
internal sealed record ChartAxis(string Label, string Scale, double? Least, double? Most);

/// <param name="Style">By which the page's script chooses colour and form.</param>
/// <param name="Values">One per point; null for none.</param>
internal sealed record ChartSeries(string Label, string Style, IReadOnlyList<double?> Values)
{
    /// <summary>The same value everywhere.</summary>
    public static ChartSeries Constant(string label, string style, double value, int points) => new(label, style, [.. Enumerable.Repeat((double?)value, points)]);
}

/// <summary>What lies between two series.</summary>
/// <param name="Upper">Number of the series, from 1.</param>
/// <param name="Lower">Likewise.</param>
internal sealed record ChartBand(int Upper, int Lower, string Style);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Chart[]))]
internal sealed partial class ChartJson : JsonSerializerContext
{
    /// <summary>What is drawn, as JSON that cannot end the script element that it stands in: this encoder escapes the angle brackets.</summary>
    public static string Drawn(IEnumerable<Chart> charts) =>
        JsonSerializer.Serialize([.. charts.Select(chart => chart with { Title = "", About = "", Columns = [], Rows = [] })], Default.ChartArray);
}
