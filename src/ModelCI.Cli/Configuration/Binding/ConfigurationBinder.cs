using System.Globalization;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Core.Configuration;

namespace ModelCI.Cli.Configuration.Binding;

/// <summary>Turns a draft without problems into the configuration. Required keys are there: the check saw to it.</summary>
internal static class ConfigurationBinder
{
    public static GateConfiguration Bind(Draft draft, string file, string folder)
    {
        var root = draft.Root;
        return new GateConfiguration(
            file,
            folder,
            ModelBinder.Model(root, "candidate")!,
            ModelBinder.Model(root, "baseline"),
            HoldoutBinder.Bind(draft.Holdout),
            Gate(draft),
            Budget(root.Child("budget")),
            Ledger(root.Child("ledger")),
            Limits(root.Child("limits")),
            root.Child("report").Text("templates"))
        {
            ConditionLine = draft.Gate.PlaceOf("condition").Line,
        };
    }

    private static GateSettings Gate(Draft draft)
    {
        var gate = draft.Gate;
        var (condition, everySlice) = (draft.Condition!.Condition, draft.EverySlice?.Condition);
        if (draft.AsksForAllSlices || everySlice is not null) condition = SliceExpansion.Expand(condition, everySlice ?? condition, draft.Slices);
        return new GateSettings(
            condition,
            gate.Number("reliability")!.Value,
            Word<Mode>(gate, "mode"),
            Word<Adaptivity>(gate, "adaptivity"),
            gate.Integer("steps"),
            Word<Feedback>(gate, "feedback"),
            Word<AccountingScheme>(gate, "accounting"),
            Method(gate),
            Word<Reading>(gate, "reading"),
            everySlice);
    }

    /// <summary>Of the fixed methods the exact sizes are the least for every single variable, so that they are what <c>fixed</c> means.</summary>
    private static DecisionMethod Method(Section gate) =>
        gate.Text("method") == "fixed" ? DecisionMethod.Exact : Word<DecisionMethod>(gate, "method");

    private static BudgetSettings Budget(Section budget) =>
        new(budget.Integer("labels"), budget.Integer("labels-per-run"), budget.Text("cost-per-label") is { } cost ? Cost(cost) : null);

    private static LabelCost Cost(string text) =>
        new(decimal.Parse(text[..^3].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), text[^3..]);

    private static LedgerSettings Ledger(Section ledger) => ledger.Text("remote") switch
    {
        null => new LedgerSettings("origin", IsDefault: true),
        "none" => new LedgerSettings(null, IsDefault: false),
        var remote => new LedgerSettings(remote, IsDefault: false),
    };

    private static LimitSettings Limits(Section limits) =>
        new(NumberText.Size(limits.Text("memory")!), limits.Number("seconds-per-batch")!.Value);

    /// <summary>The member that the word names: fp-free is FpFree.</summary>
    private static T Word<T>(Section section, string key) where T : struct, Enum =>
        Enum.Parse<T>(section.Text(key)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
