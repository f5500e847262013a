using System.Globalization;
using System.Text;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Planning;

/// <summary>The head of a plan and of a simulation: what was asked and what is assumed.</summary>
internal static class QuestionText
{
    public static string Of(PlannedRun run)
    {
        var (policy, text) = (run.Policy, new StringBuilder());
        text.AppendLine(CultureInfo.InvariantCulture, $"condition   {run.Condition}");
        text.AppendLine(CultureInfo.InvariantCulture, $"guarantee   {Word(policy.Mode)}, reliability {policy.Reliability}, {Use(policy)}");
        var labels = run.Labels is { } most ? string.Create(CultureInfo.InvariantCulture, $"at most {most:#,0} labels") : "labels without limit";
        text.AppendLine(CultureInfo.InvariantCulture, $"this run    {Run(run)}alpha {run.Levels.Alpha.Value:0.###e0}, {run.Items:#,0} items, {labels}");
        var (assumed, boundsD) = (run.Assumptions, run.Clauses.Any(clause => clause.IsLabelFree));
        var differ = assumed.Disagreement is { } d ? $"on {100 * d:0.##} % of the items"
            : boundsD ? "as far as the clause on d says" : $"on about {100 * PopulationAssumptions.UsualDisagreement:0} % of the items";
        if (policy.Loss is { } loss)
        {
            // The least that can be said for a plan: no losses of the same means vary more.
            text.Append(TextWrap.Of(string.Create(
                CultureInfo.InvariantCulture, $"assumed     every loss is {loss.Lowest} or {loss.Highest}, the worst case; others of the same mean take fewer labels; models differ {differ}{(assumed.Accuracy is { } share ? $", {100 * share:0.##} % of the baseline's losses are {loss.Lowest}" : "")}"), 12));
            return text.ToString();
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"assumed     models differ {differ}{(assumed.Accuracy is { } a ? $", baseline accuracy {a}" : "")}");
        return text.ToString();
    }

    /// <summary>The clause whose value stands for a scenario: the first that costs labels, else the first.</summary>
    public static int Leading(PlannedRun run) => Math.Max(0, run.Clauses.ToList().FindIndex(clause => !clause.IsLabelFree));

    private static string Run(PlannedRun run) => run.IsExhausted
        ? "of a new test set (this one is exhausted): "
        : run.Account.Evaluations.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"number {run.Account.NextStep}, ");

    private static string Use(GatePolicy policy) =>
        $"adaptivity {Word(policy.Adaptivity)}, {(policy.Steps is { } steps ? string.Create(CultureInfo.InvariantCulture, $"{steps} steps") : "steps open")}";

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
