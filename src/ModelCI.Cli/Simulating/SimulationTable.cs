using System.Globalization;
using System.Text;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Simulating;

/// <summary>A simulation for people, within 80 columns.</summary>
internal static class SimulationTable
{
    public static string Of(PlannedRun run, IReadOnlyList<SimulatedRow> rows, int replicates, ulong seed)
    {
        var text = new StringBuilder();
        text.Append(QuestionText.Of(run));
        text.AppendLine(CultureInfo.InvariantCulture, $"simulated   {replicates:#,0} test sets per line, seed {seed}");
        text.AppendLine();
        text.Append(TextTable.Render(
            ["at", ">value", ">pass %", ">undecided %", ">labels", ">s.e.", ">p95", ">items", ">Wald"], rows.Select(row => Cells(row, QuestionText.Leading(run)))));
        text.AppendLine();
        foreach (var row in rows.Where(row => row.Errors is not null)) text.AppendLine(Error(row));
        foreach (var row in rows.Where(row => row.Result is null))
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.Row.Label}: no population has these values under what is assumed");
        text.AppendLine("value: of the first clause that costs labels; s.e.: of the mean of labels;");
        text.AppendLine("p95: 95 % of the runs need no more labels; limits in brackets: exact, 95 %.");
        return text.ToString();
    }

    private static string[] Cells(SimulatedRow row, int clause) => row.Result is not { } result
        ? [row.Row.Label, "-", "-", "-", "-", "-", "-", "-", "-"]
        : [
            row.Row.Label, Text(row.Row.Scenario!.Values[clause], "0.####"), Text(100.0 * result.Passes / result.Replicates, "0.00"),
            Text(100.0 * result.Undecided / result.Replicates, "0.00"), result.Labels.Mean < 1e5 ? Text(result.Labels.Mean, "#,0.0") : ShortNumber.Of(result.Labels.Mean), Text(result.Labels.StandardError, "0.0"),
            ShortNumber.Of(result.Labels.P95), ShortNumber.Of(result.Items.Mean), double.IsFinite(row.Wald!.Value) ? ShortNumber.Of(row.Wald.Value) : "-",
        ];

    private static string Error(SimulatedRow row)
    {
        var (error, count) = (row.Row.Error!, row.Errors!.Value);
        var rate = row.RateOf(count);
        var what = error.Ending == Ending.Accepted ? "accepted" : "refused";
        return $"wrongly {what} at {row.Row.Label}: {count} [{Percent(rate.Lower)}, {Percent(rate.Upper)}], allowed {Percent(error.Level.Value)} ({error.Bound})";
    }

    private static string Percent(double share) => Text(100 * share, "0.####") is var shown && (shown != "0" || share == 0)
        ? shown + " %"
        : Text(100 * share, "0.#e0") + " %";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
