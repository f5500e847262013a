using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>What is said of the items as a whole.</summary>
internal static class ItemRules
{
    /// <summary>Null where there are none, or where they may be.</summary>
    /// <param name="repeated">Groups of rows with equal features.</param>
    public static Finding? Duplicates(HoldoutSchema? schema, ItemPool items, IReadOnlyList<int[]> repeated)
    {
        if (repeated.Count == 0 || schema?.MayRepeatItems == true) return null;
        var rows = new Offenders();
        foreach (var row in repeated.SelectMany(group => group)) rows.Add(row);
        return ColumnRules.Of(
            schema?.MayRepeatItems == false ? FindingSeverity.Error : FindingSeverity.Warning, FindingRule.DuplicateItems, null,
            "items that differ in some feature", string.Create(CultureInfo.InvariantCulture, $"groups of equal ones: {repeated.Count}"), rows, items);
    }
}
