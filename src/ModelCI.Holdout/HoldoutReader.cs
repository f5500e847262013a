using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Digests;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout;

/// <summary>Reads and checks a test set.</summary>
public static class HoldoutReader
{
    /// <summary>Reads the items and their labels. What is sealed is opened in memory, never on a disk.</summary>
    /// <param name="settings">The holdout section of modelci.yml.</param>
    /// <param name="folder">Absolute folder of modelci.yml, which relative paths start from.</param>
    /// <param name="keys">Null where there are none: enough for files that are not sealed.</param>
    /// <exception cref="ModelCIException">The test set cannot be used; codes MCI3xxx, and MCI4xxx for sealed files.</exception>
    public static HoldoutData Read(HoldoutSettings settings, string folder, TestSetKeys? keys)
    {
        var joined = JoinedItems.Read(settings, folder, new Unsealer(settings.Name, keys));
        var digest = PoolDigest.Compute(joined.Ids, joined.Columns);
        var items = new ItemPool(joined.Ids, joined.Columns, digest.Pool, digest.Items, joined.HasNamedIds) { IsSealed = Items(settings).Any(IsSealed) };
        return new HoldoutData(items, joined.Book, joined.Slices);
    }

    /// <summary>Whether nobody without the key can read the items or the labels.</summary>
    public static bool IsSealed(HoldoutSettings settings) => Files(settings).All(IsSealed);

    /// <summary>Whether some of the files are sealed.</summary>
    public static bool IsSealedInPart(HoldoutSettings settings) => Files(settings).Any(IsSealed);

    private static IEnumerable<string> Files(HoldoutSettings settings) =>
        settings.Labels is LabelsSource.LabelFile labels ? Items(settings).Append(labels.Path) : Items(settings);

    private static IEnumerable<string> Items(HoldoutSettings settings) =>
        settings.Items is ItemsSource.Arrays arrays ? arrays.Files.Values : [((ItemsSource.OneFile)settings.Items).Path];

    private static bool IsSealed(string file) => file.EndsWith(SealedFormat.Ending, StringComparison.OrdinalIgnoreCase);
}
