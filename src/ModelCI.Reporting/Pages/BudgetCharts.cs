using System.Globalization;
using System.Text.Json;

namespace ModelCI.Reporting.Pages;

/// <summary>What the evaluations of a test set have left of its two budgets, out of what <c>ledger show</c> tells of them.</summary>
internal static class BudgetCharts
{
    private const string Runs = "evaluations opened";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <param name="history">modelci.ledger-show/1.</param>
    public static IEnumerable<Chart> Of(JsonElement history)
    {
        JsonElement[] runs = [.. history.GetProperty("events").EnumerateArray().Where(line => line.GetProperty("kind").GetString() == "evaluation")];
        if (runs.Length == 0) yield break;
        yield return Labels(history.GetProperty("labels"), runs);
        yield return Error(history.GetProperty("error"), runs);
        yield return Evidence(history.GetProperty("error"), runs);
    }

    private static Chart Labels(JsonElement labels, JsonElement[] runs)
    {
        var budget = Number(labels, "budget");
        double?[] reserved = [0, .. runs.Select(run => Number(run, "labelsReserved"))];
        var exact = Exact(labels, runs);
        double?[] Left(double?[] used) => [.. used.Select(count => budget is null ? count : budget - count)];
        ChartSeries[] series =
        [
            new(budget is null ? "used at most" : "left at least", "reserve", Left(reserved)),
            .. exact is null ? [] : (ChartSeries[])[new(budget is null ? "used" : "left", "exact", Left(exact))],
        ];
        return new Chart(
            "labels-left", "Label budget",
            budget is null
                ? "Labels over the life of the test set; there is no limit. Reserved is what each evaluation may use at most, whatever it used."
                : string.Create(Culture, $"What is left of {budget:#,0} labels. Reserved is what each evaluation may use at most, whatever it used."),
            Axis(runs, null), new ChartAxis("labels", "count", 0, budget), Points(runs.Length), series, [],
            ["evaluations", .. series.Select(line => line.Label)],
            Rows(runs.Length, series, value => value.ToString("#,0", Culture)));
    }

    private static Chart Error(JsonElement error, JsonElement[] runs)
    {
        var spent = 0.0;
        ChartSeries[] series = [new("left", "error", [100, .. runs.Select(run => (double?)(100 * Math.Max(0, 1 - (spent += Number(run, "share") ?? 0))))])];
        return new Chart(
            "error-left", "Error budget", "Share of delta that the evaluations have left: what they took is spent, whatever they found.",
            Axis(runs, Number(error, "steps")), new ChartAxis("% of delta", "linear", 0, 100), Points(runs.Length), series, [],
            ["evaluations", "left, %"], Rows(runs.Length, series, value => value.ToString("0.#", Culture)));
    }

    private static Chart Evidence(JsonElement error, JsonElement[] runs)
    {
        double?[] needed = [.. runs.Select(run => Number(run, "logInverseAlpha"))];
        var next = Number(error, "nextLogInverseAlpha");
        if (next is not null) needed = [.. needed, next];
        ChartSeries[] series = [new("ln(1/alpha)", "evidence", needed)];
        return new Chart(
            "evidence-needed", "Evidence that a verdict takes",
            "ln(1/alpha) of each evaluation in nats. It grows with what was released before; labels grow in proportion to it." + (next is null ? "" : " The last point is the next evaluation."),
            new ChartAxis("evaluation", "count", 0, Math.Max(needed.Length, 2)), new ChartAxis("nats", "linear", 0, null), [.. Enumerable.Range(1, needed.Length).Select(step => (double)step)], series, [],
            ["evaluation", "nats"],
            [.. needed.Select((nats, index) => (string[])[index < runs.Length ? (index + 1).ToString(Culture) : "next", nats?.ToString("0.0", Culture) ?? ""])]);
    }

    /// <summary>Labels used up to each evaluation; null where not all of it may be known.</summary>
    private static double?[]? Exact(JsonElement labels, JsonElement[] runs)
    {
        if (runs.Any(run => run.TryGetProperty("unsealed", out _)))
        {
            double? total = 0;
            // A later evaluation may have ended first.
            return [0, .. runs.Select(run => total = Math.Max(total ?? 0, Number(run.GetProperty("unsealed"), "total") ?? 0))];
        }
        if (Number(labels, "shown") is null || runs.Any(run => Number(run, "labelsNew") is null)) return null;
        double? sum = 0;
        return [0, .. runs.Select(run => sum += Number(run, "labelsNew"))];
    }

    private static ChartAxis Axis(JsonElement[] runs, double? steps) => new(Runs, "count", 0, Math.Max(steps ?? 0, Math.Max(runs.Length, 2)));

    private static double[] Points(int runs) => [.. Enumerable.Range(0, runs + 1).Select(run => (double)run)];

    private static string[][] Rows(int runs, ChartSeries[] series, Func<double, string> format) =>
        [.. Enumerable.Range(0, runs + 1).Select(run => (string[])[run.ToString(Culture), .. series.Select(line => line.Values[run] is { } value ? format(value) : "")])];

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
