using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;
using ModelCI.Holdout;

namespace ModelCI.Cli.Testing;

/// <summary>Items that the user names, outside the test set, on which the models may be compared in the open.</summary>
internal static class DevelopmentItems
{
    private const string Option = "--development";

    /// <param name="files">FILE, or NAME=FILE for each of several arrays; relative to the current folder.</param>
    /// <param name="testSet">Null where it is not looked at. A sealed one is never compared with: whether it has an item is a secret.</param>
    /// <exception cref="ModelCIException">MCI1045: no development set, or the test set itself; MCI3xxx: files that cannot be used.</exception>
    public static ItemPool Read(GateConfiguration configuration, IReadOnlyList<string> files, ItemPool? testSet)
    {
        var holdout = configuration.Holdout;
        var source = Source(holdout.Items, files);
        string[] paths = [.. PathsOf(source)];
        if (PathsOf(holdout.Items).Select(path => Path.GetFullPath(path, configuration.Folder)).Intersect(paths.Select(Real)).Any())
            throw Problem("this is a file of the test set itself", "name items that are not in it: what is measured on the test set is shown to nobody");
        var items = UnlabelledItems.Read(holdout with { Items = source }, Environment.CurrentDirectory, null);
        if (testSet is not null && !testSet.IsSealed) CheckApart(items, testSet);
        return items;
    }

    private static ItemsSource Source(ItemsSource configured, IReadOnlyList<string> files)
    {
        var pairs = files.Select(file => file.Split('=', 2) is [var name, var path] ? (Name: name, Path: path) : (Name: "", Path: file)).ToArray();
        if (configured is ItemsSource.Arrays arrays)
        {
            var named = pairs.DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => Full(pair.Path), StringComparer.Ordinal);
            return named.Count == pairs.Length && named.Keys.Order().SequenceEqual(arrays.Files.Keys.Order())
                ? new ItemsSource.Arrays(named)
                : throw Problem($"the test set's arrays are {string.Join(", ", arrays.Files.Keys)}", $"give each once: {string.Join(' ', arrays.Files.Keys.Select(name => $"{Option} {name}=FILE"))}");
        }
        if (pairs is not [("", var only)]) throw Problem("the test set's items are one file", $"give one: {Option} FILE");
        var items = ((ItemsSource.OneFile)configured).Path;
        // A .npy file is named by its stem, and the models' inputs by the test set's.
        return only.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
            ? new ItemsSource.Arrays(new Dictionary<string, string> { [Stem(items)] = Full(only) })
            : new ItemsSource.OneFile(Full(only));
    }

    private static void CheckApart(ItemPool items, ItemPool testSet)
    {
        var (byId, byFeatures) = (ItemOverlap.ById(items, testSet), ItemOverlap.ByFeatures(items, testSet));
        // A few that look alike are what chance makes where features are few.
        if (byId == 0 && byFeatures < items.Count / 2.0) return;
        throw Problem(
            string.Create(CultureInfo.InvariantCulture, $"{Math.Max(byId, byFeatures):#,0} of its {items.Count:#,0} items are in the test set"),
            "name items that are not in it: what is measured on the test set is shown to nobody");
    }

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        return name[..name.IndexOf(".npy", StringComparison.OrdinalIgnoreCase)];
    }

    private static string Full(string path) => Path.GetFullPath(path, Environment.CurrentDirectory);

    private static string Real(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;

    private static IEnumerable<string> PathsOf(ItemsSource items) => items is ItemsSource.Arrays arrays ? arrays.Files.Values : [((ItemsSource.OneFile)items).Path];

    private static ModelCIException Problem(string what, string fix) => new("MCI1045", what, Option, fix);
}
