using System.Globalization;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;

namespace ModelCI.Cli.Labelling;

/// <summary>The exact label account, for people who hold the test set.</summary>
/// <param name="Items">N.</param>
/// <param name="Labelled">Items with a class.</param>
/// <param name="Unsure">Items that nobody could label.</param>
/// <param name="Missing">Items without an answer.</param>
/// <param name="Used">Labels that evaluations with a result have used.</param>
/// <param name="Charged">These, and all that evaluations which run, wait or were aborted may have used.</param>
/// <param name="Left">Budget less charged; null without a budget.</param>
/// <param name="WaitingStep">The step that waits; null where none does.</param>
/// <param name="Lacking">How many labels it may need that are not there.</param>
internal sealed record LabelStatus(
    string TestSet, int Items, int Labelled, int Unsure, int Missing, int Used, int Charged, BudgetSettings Budget, int? Left, int? WaitingStep, int Lacking)
{
    public static LabelStatus Of(LabelDesk desk)
    {
        var (book, budget) = (desk.Holdout.Labels, desk.Configuration.Budget);
        var labels = Enumerable.Range(0, book.Count).Select(row => book[row]).CountBy(label => Math.Min(label, 0)).ToDictionary();
        var (used, charged) = (desk.Account.LabelsUsed(desk.Items).Count, desk.Account.LabelsCharged(desk.Items).Count);
        return new LabelStatus(
            desk.Configuration.Holdout.Name, desk.Items, labels.GetValueOrDefault(0), labels.GetValueOrDefault(LabelBook.Unsure), labels.GetValueOrDefault(LabelBook.Missing),
            used, charged, budget, budget.Labels is { } most ? Math.Max(0, most - charged) : null,
            desk.Waiting?.Opening.Step, desk.Lacking.Count);
    }

    public string ToText()
    {
        IReadOnlyList<string>[] rows =
        [
            Row("labelled", Labelled), Row("unsure", Unsure), Row("missing", Missing), Row("used", Used, "by evaluations with a result"),
            Row("charged", Charged, "with all that running, waiting and aborted ones may use"), Row("budget", Budget.Labels), Row("left", Left), Row("per run", Budget.LabelsPerRun),
        ];
        var waiting = WaitingStep is not { } step
            ? "no evaluation waits for labels"
            : Lacking == 0
                ? $"step {step} has all labels that it waited for: run `modelci test` again"
                : string.Create(CultureInfo.InvariantCulture, $"step {step} waits: it may need {Lacking:#,0} labels that are missing; see `modelci labels request`");
        return string.Create(CultureInfo.InvariantCulture, $"test set {TestSet}: {Items:#,0} items\n\n")
            + TextTable.Render(["", ">labels", $">{Budget.Cost?.Currency}", ""], rows) + $"\n{waiting}\n";
    }

    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.labels-status/1");
        json.WriteString("testSet", TestSet);
        json.WriteNumber("items", Items);
        foreach (var (name, labels) in (ReadOnlySpan<(string, int?)>)[
            ("labelled", Labelled), ("unsure", Unsure), ("missing", Missing), ("used", Used), ("charged", Charged), ("budget", Budget.Labels), ("left", Left), ("perRun", Budget.LabelsPerRun)])
            JsonText.Number(json, name, labels);
        if (Budget.Cost is { } cost)
        {
            json.WriteStartObject("cost");
            json.WriteString("currency", cost.Currency);
            foreach (var (name, labels) in (ReadOnlySpan<(string, int?)>)[("used", Used), ("charged", Charged), ("budget", Budget.Labels), ("left", Left), ("perRun", Budget.LabelsPerRun)])
            {
                if (labels is { } count) json.WriteNumber(name, count * cost.Amount);
                else json.WriteNull(name);
            }
            json.WriteEndObject();
        }
        JsonText.Number(json, "waitingStep", WaitingStep);
        json.WriteNumber("lacking", Lacking);
        json.WriteEndObject();
    });

    private string[] Row(string name, int? labels, string remark = "") =>
    [
        name,
        labels?.ToString("#,0", CultureInfo.InvariantCulture) ?? "unlimited",
        (labels * Budget.Cost?.Amount)?.ToString("#,0.00", CultureInfo.InvariantCulture) ?? "",
        remark,
    ];
}
