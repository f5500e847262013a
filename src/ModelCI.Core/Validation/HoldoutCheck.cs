using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>
/// Holds a test set against a schema, and against good practice where no schema speaks. A function of the two and of nothing else: no model, no
/// account. What a schema has is an error where it is not so, because a person has committed it; the rest are warnings.
/// </summary>
public static class HoldoutCheck
{
    /// <summary>All findings: columns in the order of the schema, then of the file, then the items as a whole, then the labels.</summary>
    /// <param name="schema">Null where there is none.</param>
    /// <param name="items">The items.</param>
    /// <param name="labels">Their labels, by row.</param>
    /// <param name="depth">How much is looked at.</param>
    /// <param name="areClassesDeclared">Whether the classes were declared and not taken from the labels: to speak of them tells nothing of these then.</param>
    /// <exception cref="ArgumentException">Not one label per item.</exception>
    public static IReadOnlyList<Finding> Of(HoldoutSchema? schema, ItemPool items, LabelBook labels, CheckDepth depth, bool areClassesDeclared = false)
    {
        if (labels.Count != items.Count) throw new ArgumentException("not one label per item", nameof(labels));
        var findings = new List<Finding>();
        if (schema is not null) findings.AddRange(ColumnRules.Structure(schema, items));
        if (depth >= CheckDepth.Items) findings.AddRange(Values(schema, items, depth));
        var looksForRepeated = depth == CheckDepth.Everything || (depth == CheckDepth.Items && schema?.MayRepeatItems == false);
        var repeated = looksForRepeated ? RepeatedItems.Of(items) : [];
        if (ItemRules.Duplicates(schema, items, repeated) is { } duplicates) findings.Add(duplicates);
        findings.AddRange(LabelRules.Classes(schema?.Labels, labels, areClassesDeclared));
        if (depth == CheckDepth.Everything) findings.AddRange(LabelRules.Of(schema?.Labels, items, labels, repeated));
        return depth == CheckDepth.Everything ? findings : [.. findings.Where(finding => !finding.DependsOnLabels)];
    }

    /// <summary>Of groups of rows with equal features, those whose known labels differ.</summary>
    internal static IEnumerable<int[]> Contradictions(IReadOnlyList<int[]> repeated, LabelBook labels) =>
        repeated.Where(rows => rows.Select(row => labels[row]).Where(label => label >= 0).Distinct().Skip(1).Any());

    private static IEnumerable<Finding> Values(HoldoutSchema? schema, ItemPool items, CheckDepth depth)
    {
        var rules = schema?.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal) ?? [];
        var columns = new List<(FeatureColumn Column, ColumnSchema? Rules)>();
        foreach (var column in items.Columns)
        {
            var rule = rules.GetValueOrDefault(column.Name);
            // The wrong type is the finding; its values would only say it again.
            if (rule is not null && (rule.Type != column.Type || !rule.Shape.SequenceEqual(column.RowShape))) continue;
            if (rule is { HasValueRules: true }) columns.Add((column, rule));
            else if (depth == CheckDepth.Everything) columns.Add((column, null));
            else if (schema is null && !ColumnRules.HasValues(column)) yield return ColumnRules.WithoutValues(column, items.Count);
        }
        foreach (var ((column, rule), tally) in columns.Zip(ColumnScan.Run(columns, collectsCategories: false)))
        {
            foreach (var finding in rule is null ? ColumnRules.Observe(column, tally, items) : ColumnRules.Values(rule, tally, items)) yield return finding;
        }
    }
}
