using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Digests;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout;

/// <summary>Items without labels: of a test set that is only being set up, or of a development set.</summary>
public static class UnlabelledItems
{
    /// <param name="settings">What items, ids and hidden columns are; columns that are not there are no mistake, and slices are not looked at.</param>
    /// <param name="folder">Absolute folder that relative paths start from.</param>
    /// <param name="keys">Null where there are none: enough for files that are not sealed.</param>
    /// <exception cref="ModelCIException">The items cannot be used; codes MCI3xxx, and MCI4xxx for sealed files.</exception>
    public static ItemPool Read(HoldoutSettings settings, string folder, TestSetKeys? keys)
    {
        var names = Names(settings.Items, folder);
        var hidden = settings.Labels is LabelsSource.Column label ? [.. settings.Exclude, label.Name] : settings.Exclude;
        var unlabelled = settings with
        {
            Id = settings.Id is IdSource.Column id && names.Contains(id.Name) ? settings.Id : new IdSource.Default(),
            Labels = new LabelsSource.LabelFile(""),
            Exclude = [.. hidden.Where(names.Contains).Distinct(StringComparer.Ordinal)],
            Slices = new Dictionary<string, string>(),
        };
        var items = JoinedItems.ReadItems(unlabelled, folder, new Unsealer(settings.Name, keys));
        var ids = items.Ids ?? ItemIds.RowNumbers(items.Rows);
        var digest = PoolDigest.Compute(ids, items.Columns);
        return new ItemPool(ids, items.Columns, digest.Pool, digest.Items, items.Ids is not null) { IsSealed = HoldoutReader.IsSealedInPart(unlabelled) };
    }

    /// <summary>Of a sealed file none: its columns are known when it is read.</summary>
    private static HashSet<string> Names(ItemsSource source, string folder) => source switch
    {
        ItemsSource.Arrays arrays => [.. arrays.Files.Keys],
        ItemsSource.OneFile file => [.. ItemFile.TryDescribe(file.Path, folder)?.Columns.Select(column => column.Name) ?? []],
        _ => throw new InvalidOperationException($"unknown items {source}"),
    };
}
