using System.Runtime.InteropServices;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>What is said of single columns.</summary>
internal static class ColumnRules
{
    public static IEnumerable<Finding> Structure(HoldoutSchema schema, ItemPool items)
    {
        foreach (var rule in schema.Columns)
        {
            if (items.Find(rule.Name) is not { } column)
            {
                if (rule.IsRequired) yield return Error(FindingRule.MissingColumn, rule.Name, "a column", "none");
                continue;
            }
            if (column.Type != rule.Type) yield return Error(FindingRule.Type, rule.Name, TypeWord.Of(rule.Type), TypeWord.Of(column.Type));
            if (!rule.Shape.SequenceEqual(column.RowShape))
                yield return Error(FindingRule.Shape, rule.Name, NumberPhrase.Shape(rule.Shape), NumberPhrase.Shape(column.RowShape));
        }
        var known = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in items.Columns.Where(column => !known.Contains(column.Name)))
            yield return Error(FindingRule.ExtraColumn, column.Name, "no such column", TypeWord.Of(column.Type));
    }

    public static IEnumerable<Finding> Values(ColumnSchema rule, ColumnTally tally, ItemPool items)
    {
        if (tally.OutOfRange.Count > 0)
            yield return Of(FindingSeverity.Error, FindingRule.Range, rule.Name, NumberPhrase.Range(rule.Min, rule.Max), NumberPhrase.Range(tally.Min, tally.Max), tally.OutOfRange, items);
        if (tally.OtherCategory.Count > 0)
            yield return Of(FindingSeverity.Error, FindingRule.Categories, rule.Name, $"one of {rule.Categories!.Count} values", Quoted(tally.NewCategories), tally.OtherCategory, items);
        var share = (double)tally.Missing.Count / items.Count;
        if (share > rule.MostMissing)
            yield return Of(FindingSeverity.Error, FindingRule.MissingValues, rule.Name, $"at most {NumberPhrase.Share(rule.MostMissing.Value)} of the items", NumberPhrase.Share(share), tally.Missing, items);
    }

    public static IEnumerable<Finding> Observe(FeatureColumn column, ColumnTally tally, ItemPool items)
    {
        if (!tally.HasValues) yield return WithoutValues(column, items.Count);
        else if (tally.Constant() is { } value && items.Count > 1)
            yield return new Finding(FindingSeverity.Warning, FindingRule.ConstantColumn, column.Name, "values that differ", $"{value} throughout", items.Count, [], DependsOnLabels: false);
        if (tally.Infinite.Count > 0)
            yield return Of(FindingSeverity.Warning, FindingRule.InfiniteValues, column.Name, "finite values", "infinite ones", tally.Infinite, items);
    }

    public static Finding WithoutValues(FeatureColumn column, int rows) =>
        new(FindingSeverity.Warning, FindingRule.MissingValues, column.Name, "values", "none at all", rows, [], DependsOnLabels: false);

    /// <summary>Whether the column has any value; most have one in their first row, so that this costs next to nothing.</summary>
    public static bool HasValues(FeatureColumn column)
    {
        if (column is TextColumn texts) return Enumerable.Range(0, column.Rows).Any(row => texts.LengthOf(row) > 0);
        var numbers = (NumericColumn)column;
        var bytes = new byte[numbers.RowBytes];
        return Enumerable.Range(0, column.Rows).Any(row =>
        {
            numbers.CopyRow(row, bytes);
            return numbers.Type switch
            {
                ElementType.Float16 => HasNumber<Half>(bytes),
                ElementType.Float32 => HasNumber<float>(bytes),
                ElementType.Float64 => HasNumber<double>(bytes),
                _ => true,
            };
        });
    }

    public static Finding Of(FindingSeverity severity, FindingRule rule, string? subject, string expected, string found, Offenders offenders, ItemPool items, bool dependsOnLabels = false) =>
        new(severity, rule, subject, expected, found, offenders.Count, [.. offenders.First.Select(row => items.Ids[row])], dependsOnLabels);

    private static bool HasNumber<T>(byte[] bytes)
        where T : unmanaged, System.Numerics.INumber<T> => !ElementRange<T>.Of(MemoryMarshal.Cast<byte, T>(bytes)).IsEmpty;

    private static Finding Error(FindingRule rule, string column, string expected, string found) =>
        new(FindingSeverity.Error, rule, column, expected, found, 0, [], DependsOnLabels: false);

    private static string Quoted(IReadOnlyList<string> values) => string.Join(", ", values.Select(value => $"'{value}'"));
}
