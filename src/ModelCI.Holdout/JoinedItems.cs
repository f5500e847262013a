using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Arrays;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Labels;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>Items and the texts of their labels, joined, before anything is said about classes.</summary>
/// <param name="LabelSource">The file of the labels, for messages.</param>
/// <param name="Labels">By row; empty where not available.</param>
/// <param name="Slices">By row.</param>
/// <param name="HasNamedIds">False where ids are row numbers.</param>
internal sealed record JoinedItems(
    IReadOnlyList<string> Ids, IReadOnlyList<FeatureColumn> Columns, string LabelSource, IReadOnlyList<string> Labels, SliceTable Slices, bool HasNamedIds)
{
    /// <exception cref="ModelCIException">A file cannot be used; codes MCI3xxx, and MCI4xxx for sealed ones.</exception>
    public static JoinedItems Read(HoldoutSettings settings, string folder, Unsealer unsealer)
    {
        var rows = settings.Labels is LabelsSource.LabelFile file ? LabelRows.Read(HoldoutFile.Resolve(file.Path, folder), unsealer) : null;
        var items = ReadItems(settings, folder, unsealer);
        var ids = ReadIds(settings.Id, items, rows);
        var labels = rows is null ? items.Labels! : LabelJoin.ById(ids, rows, items.IdAdvice);
        return new JoinedItems(ids, items.Columns, rows?.File.Written ?? items.Source, labels, items.Slices, settings.Id is IdSource.FromLabels || items.Ids is not null);
    }

    private static RawItems ReadItems(HoldoutSettings settings, string folder, Unsealer unsealer)
    {
        if (settings.Items is ItemsSource.Arrays arrays)
        {
            var files = arrays.Files.Select(array => KeyValuePair.Create(array.Key, HoldoutFile.Resolve(array.Value, folder))).ToArray();
            var other = files.FirstOrDefault(array => !array.Value.EndsWith(ArrayItems.Ending)).Value;
            return other is null ? ArrayItems.Read("holdout.items", files, settings, unsealer) : throw HoldoutProblems.ArrayEnding(other.Written);
        }
        var file = HoldoutFile.Resolve(((ItemsSource.OneFile)settings.Items).Path, folder);
        if (file.EndsWith(TableItems.Ending)) return ReadTable(file, settings, unsealer);
        if (file.EndsWith(ArrayItems.Ending)) return ArrayItems.Read(file.Written, [KeyValuePair.Create(file.Stem, file)], settings, unsealer);
        throw HoldoutProblems.ItemsEnding(file.Written);
    }

    private static RawItems ReadTable(HoldoutFile file, HoldoutSettings settings, Unsealer unsealer)
    {
        if (!file.IsSealed) return TableItems.Read(file, settings);
        using var memory = MemoryFile.Of(file, unsealer);
        return TableItems.Read(memory.File, settings);
    }

    private static IReadOnlyList<string> ReadIds(IdSource source, RawItems items, LabelRows? rows)
    {
        if (source is not IdSource.FromLabels)
        {
            return items.Ids ?? [.. Enumerable.Range(0, items.Rows).Select(row => row.ToString(CultureInfo.InvariantCulture))];
        }
        // Only arrays take ids from labels, and arrays have no label column, so the labels are a file's.
        return rows!.Ids.Count == items.Rows ? rows.Ids : throw HoldoutProblems.RowCountsDiffer(rows.File.Written, rows.Ids.Count, items.Rows);
    }
}
