using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Arrays;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Labels;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>Items and their labels, joined.</summary>
/// <param name="Labels">As they are written, by row; empty where not available.</param>
/// <param name="Book">What they mean.</param>
/// <param name="Slices">By row.</param>
/// <param name="HasNamedIds">False where ids are row numbers.</param>
internal sealed record JoinedItems(
    ItemIds Ids, IReadOnlyList<FeatureColumn> Columns, LabelTexts Labels, LabelBook Book, SliceTable Slices, bool HasNamedIds)
{
    /// <exception cref="ModelCIException">A file cannot be used; codes MCI3xxx, and MCI4xxx for sealed ones.</exception>
    public static JoinedItems Read(HoldoutSettings settings, string folder, Unsealer unsealer)
    {
        var rows = settings.Labels is LabelsSource.LabelFile file ? LabelRows.Read(HoldoutFile.Resolve(file.Path, folder), unsealer) : null;
        // Ids that become the items' own are checked first; others are when they are looked up.
        if (rows is not null && settings.Id is IdSource.FromLabels) IdRules.Check(rows.File.Written, rows.Ids);
        var items = ReadItems(settings, folder, unsealer);
        var ids = ReadIds(settings.Id, items, rows);
        var labels = rows is null ? items.Labels! : LabelJoin.ById(ids, rows, items.IdAdvice);
        var source = rows?.File.Written ?? items.Source;
        var book = settings.Loss is null ? LabelClasses.Read(source, settings.Classes, ids, labels) : LabelNumbers.Read(source, ids, labels);
        return new JoinedItems(ids, items.Columns, labels, book, items.Slices, settings.Id is IdSource.FromLabels || items.Ids is not null);
    }

    internal static RawItems ReadItems(HoldoutSettings settings, string folder, Unsealer unsealer)
    {
        if (settings.Items is ItemsSource.Arrays arrays)
        {
            var files = arrays.Files.Select(array => KeyValuePair.Create(array.Key, HoldoutFile.Resolve(array.Value, folder))).ToArray();
            var other = files.FirstOrDefault(array => !ArrayItems.Holds(array.Value)).Value;
            return other is null ? ArrayItems.Read("holdout.items", files, settings, unsealer) : throw HoldoutProblems.ArrayEnding(other.Written);
        }
        var file = HoldoutFile.Resolve(((ItemsSource.OneFile)settings.Items).Path, folder);
        if (TableFormat.Of(file) is { } format) return TableItems.Read(file, format, settings, unsealer);
        if (ArrayItems.Holds(file)) return ArrayItems.Read(file.Written, [KeyValuePair.Create(file.Stem, file)], settings, unsealer);
        throw HoldoutProblems.ItemsEnding(file.Written);
    }

    private static ItemIds ReadIds(IdSource source, RawItems items, LabelRows? rows)
    {
        if (source is not IdSource.FromLabels) return items.Ids ?? ItemIds.RowNumbers(items.Rows);
        // Only arrays take ids from labels, and arrays have no label column, so the labels are a file's.
        return rows!.Ids.Count == items.Rows ? rows.Ids : throw HoldoutProblems.RowCountsDiffer(rows.File.Written, rows.Ids.Count, items.Rows);
    }
}
