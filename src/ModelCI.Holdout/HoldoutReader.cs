using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Arrays;
using ModelCI.Holdout.Digests;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Labels;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>Reads and checks a test set.</summary>
public static class HoldoutReader
{
    /// <summary>Reads the items and their labels.</summary>
    /// <param name="settings">The holdout section of modelci.yml.</param>
    /// <param name="folder">Absolute folder of modelci.yml, which relative paths start from.</param>
    /// <exception cref="ModelCIException">The test set cannot be used; codes MCI3xxx.</exception>
    public static HoldoutData Read(HoldoutSettings settings, string folder)
    {
        var rows = settings.Labels is LabelsSource.LabelFile file ? LabelRows.Read(HoldoutFile.Resolve(file.Path, folder)) : null;
        var items = ReadItems(settings, folder);
        var ids = Ids(settings.Id, items, rows);
        var labels = rows is null ? items.Labels! : LabelJoin.ById(ids, rows, items.IdAdvice);
        var book = LabelClasses.Read(rows?.File.Written ?? items.Source, settings.Classes, ids, labels);
        var digest = PoolDigest.Compute(ids, items.Columns);
        var isNamed = settings.Id is IdSource.FromLabels || items.Ids is not null;
        return new HoldoutData(new ItemPool(ids, items.Columns, digest.Pool, digest.Items, isNamed), book);
    }

    private static RawItems ReadItems(HoldoutSettings settings, string folder)
    {
        if (settings.Items is ItemsSource.Arrays arrays)
        {
            var files = arrays.Files.Select(array => KeyValuePair.Create(array.Key, HoldoutFile.Resolve(array.Value, folder))).ToArray();
            var other = files.FirstOrDefault(array => !array.Value.EndsWith(ArrayItems.Ending)).Value;
            return other is null ? ArrayItems.Read("holdout.items", files, settings) : throw HoldoutProblems.ArrayEnding(other.Written);
        }
        var file = HoldoutFile.Resolve(((ItemsSource.OneFile)settings.Items).Path, folder);
        if (file.EndsWith(TableItems.Ending)) return TableItems.Read(file, settings);
        if (file.EndsWith(ArrayItems.Ending)) return ArrayItems.Read(file.Written, [KeyValuePair.Create(file.Stem, file)], settings);
        throw HoldoutProblems.ItemsEnding(file.Written);
    }

    private static IReadOnlyList<string> Ids(IdSource source, RawItems items, LabelRows? rows)
    {
        if (source is not IdSource.FromLabels)
        {
            return items.Ids ?? [.. Enumerable.Range(0, items.Rows).Select(row => row.ToString(CultureInfo.InvariantCulture))];
        }
        // Only arrays take ids from labels, and arrays have no label column, so the labels are a file's.
        return rows!.Ids.Count == items.Rows ? rows.Ids : throw HoldoutProblems.RowCountsDiffer(rows.File.Written, rows.Ids.Count, items.Rows);
    }
}
