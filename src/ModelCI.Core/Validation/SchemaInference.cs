using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>
/// A first schema out of a test set, for a person to look at before it is committed. It holds of that test set: <see cref="HoldoutCheck"/> finds
/// nothing against it.
/// </summary>
public static class SchemaInference
{
    private const int ItemsPerCategory = 10;
    private const int LongestCategory = 60;
    private const double StandardErrors = 4;
    private const double LeastTolerance = 0.01;
    private const double Steps = 10_000;

    /// <summary>The schema of a test set.</summary>
    /// <param name="ofStructureOnly">
    /// Whether to leave out all that depends on values of items and on labels but the classes: the schema of a sealed test set is read by people who may
    /// not see the set. They can add what they know from elsewhere.
    /// </param>
    /// <exception cref="ArgumentException">Not one label per item.</exception>
    public static HoldoutSchema Of(ItemPool items, LabelBook labels, bool ofStructureOnly = false)
    {
        if (labels.Count != items.Count) throw new ArgumentException("not one label per item", nameof(labels));
        var classes = labels.Numbers is null ? labels.Classes.Names : null;
        if (ofStructureOnly)
            return new HoldoutSchema([.. items.Columns.Select(column => new ColumnSchema(column.Name, column.Type, column.RowShape))], new LabelSchema(classes));
        var tallies = ColumnScan.Run([.. items.Columns.Select(column => (column, (ColumnSchema?)null))], collectsCategories: true);
        var repeated = RepeatedItems.Of(items);
        var tally = new LabelTally(labels, null);
        var hasRange = tally.IsComplete && tally.Min <= tally.Max;
        return new HoldoutSchema(
            [.. items.Columns.Zip(tallies, Column)],
            new LabelSchema(
                classes, Shares(labels.Classes, tally), hasRange ? tally.Min : null, hasRange ? tally.Max : null,
                labels.Numbers is null ? HoldoutCheck.Contradictions(repeated, labels).Any() : null),
            repeated.Count > 0);
    }

    private static ColumnSchema Column(FeatureColumn column, ColumnTally tally)
    {
        var hasRange = column is NumericColumn && tally.HasValues;
        return new ColumnSchema(
            column.Name, column.Type, column.RowShape, isRequired: true,
            hasRange && double.IsFinite(tally.Min) ? tally.Min : null,
            hasRange && double.IsFinite(tally.Max) ? tally.Max : null,
            tally.Texts is { Count: > 0 } texts && column is TextColumn && AreCategories(texts, column.Rows) ? [.. texts.Order(StringComparer.Ordinal)] : null,
            MayBeMissing(column.Type) ? Math.Min(1, Math.Ceiling(Steps * tally.Missing.Count / column.Rows) / Steps) : null);
    }

    // Few values, each met again and again, and each fit for a line: else they are names or prose.
    private static bool AreCategories(IReadOnlyCollection<string> texts, int rows) =>
        (long)texts.Count * ItemsPerCategory <= rows
        && texts.All(text => text.Length <= LongestCategory && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl));

    private static bool MayBeMissing(ElementType type) => type is ElementType.String or ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    private static ClassShare[] Shares(ClassList classes, LabelTally tally)
    {
        if (!tally.IsComplete || tally.Known == 0) return [];
        return [.. classes.Names.Select((name, index) =>
        {
            var share = Math.Round((double)tally[index] / tally.Known, 4);
            // What other draws of so many items from the same source can do.
            var tolerance = Math.Max(LeastTolerance, StandardErrors * Math.Sqrt(share * (1 - share) / tally.Known));
            return new ClassShare(name, share, Math.Ceiling(Steps * tolerance) / Steps);
        })];
    }
}
