using System.Globalization;
using System.Text;
using ModelCI.Cli.Simulating;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Planning;

namespace ModelCI.Cli.Planning;

/// <summary>A plan for people, within 80 columns.</summary>
internal static class PlanTable
{
    public static string Of(Plan plan)
    {
        var (run, text) = (plan.Run, new StringBuilder());
        text.Append(QuestionText.Of(run));
        text.AppendLine(CultureInfo.InvariantCulture, $"runs left   {(run.Account.RunsLeft(run.Policy) is { } left ? Count(left) : "open, at ever smaller levels")}");
        text.AppendLine();
        text.Append(TextTable.Render(["sequential at", ">value", ">pass %", ">labels", ">s.e.", ">p95", ">items", ">saved %", ">Wald"], plan.Sequential.Select(row => Cells(row, run))));
        text.AppendLine();
        text.Append(TextTable.Render(["fixed beforehand", ">labels", ">items", ">only disagreements", ">saved %"], plan.Fixed.Where(method => method.Applies).Select(Cells)));
        foreach (var method in plan.Fixed.Where(method => !method.Applies)) text.Append(TextWrap.Of($"{Word(method.Method)} does not apply: {method.WhyNot}"));
        text.AppendLine();
        text.Append(TextTable.Render(
            ["tolerances x", ">eps", ">hoeffding", ">bennett", ">exact", ">sequential (Wald)"],
            plan.Tolerances.Select(cost => Cells(cost, QuestionText.Leading(run)))));
        text.AppendLine();
        if (Money(plan) is { } money) text.AppendLine(money);
        text.Append(TextWrap.Of($"saved: labels that need not be bought because the models agree; s.e.: of the mean of {Count(plan.Replicates)} simulated test sets; Wald: no test of this level needs fewer labels on average; tolerances: at {SimulationRow.Name(run.Policy.Mode, 2)}."));
        return text.ToString();
    }

    private static string[] Cells(SimulatedRow row, PlannedRun run) => row.Result is not { } result
        ? [row.Row.Label, "-", "-", "-", "-", "-", "-", "-", "-"]
        : [
            row.Row.Label, Text(row.Row.Scenario!.Values[QuestionText.Leading(run)], "0.####"), Text(100.0 * result.Passes / result.Replicates, "0.#"),
            ShortNumber.Of(result.Labels.Mean), ShortNumber.Of(result.Labels.StandardError), ShortNumber.Of(result.Labels.P95), ShortNumber.Of(result.Items.Mean),
            Saved(result.Labels.Mean, result.Items.Mean), row.Wald is { } wald && double.IsFinite(wald) ? ShortNumber.Of(wald) : "-",
        ];

    private static string[] Cells(FixedPlan plan) => [
        Word(plan.Method), Count(plan.Labels!.Value), plan.Items is { } items ? Count(items) : "active items",
        plan.ActiveLabelsAtAlpha is { } active ? Count(active) : "-", plan.ActiveLabelsAtAlpha is { } less ? Saved(less, plan.Labels.Value) : "-",
    ];

    private static string[] Cells(ToleranceCost cost, int clause)
    {
        string Labels(FixedMethod method) => cost.Fixed.Single(plan => plan.Method == method).Labels is { } labels ? Count(labels) : "-";
        return [
            Text(cost.Factor, "0.#"), Text(cost.Epsilons[clause], "0.#####"), Labels(FixedMethod.Hoeffding), Labels(FixedMethod.Bennett), Labels(FixedMethod.Exact),
            cost.Wald is { } wald && double.IsFinite(wald) ? ShortNumber.Of(wald) : "-",
        ];
    }

    private static string? Money(Plan plan)
    {
        if (plan.Run.Cost is not { } cost || plan.Sequential.FirstOrDefault(row => row.Row.Label == SimulationRow.Name(plan.Run.Policy.Mode, 2))?.Result is not { } result) return null;
        return string.Create(CultureInfo.InvariantCulture, $"in money    about {(decimal)result.Labels.Mean * cost.Amount:#,0.00} {cost.Currency} a run at {SimulationRow.Name(plan.Run.Policy.Mode, 2)}");
    }

    private static string Saved(double labels, double all) => all > 0 ? Text(100 * (1 - (labels / all)), "0") : "-";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Word(FixedMethod method) => method.ToString().ToLowerInvariant();
}
