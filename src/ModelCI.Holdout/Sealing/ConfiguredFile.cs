using ModelCI.Core.Configuration;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Sealing;

/// <summary>A file that the configuration names.</summary>
/// <param name="Key">Where it is named, such as <c>holdout.items</c>.</param>
internal sealed record ConfiguredFile(string Key, HoldoutFile File, SealedKind Kind)
{
    /// <summary>All files of a test set, items first.</summary>
    public static IReadOnlyList<ConfiguredFile> Of(HoldoutSettings settings, string folder)
    {
        var items = settings.Items switch
        {
            ItemsSource.Arrays arrays => arrays.Files.Select(array => Items($"holdout.items.{array.Key}", array.Value)),
            _ => [Items("holdout.items", ((ItemsSource.OneFile)settings.Items).Path)],
        };
        return settings.Labels is LabelsSource.LabelFile labels
            ? [.. items, new ConfiguredFile("holdout.labels", HoldoutFile.Resolve(labels.Path, folder), SealedKind.Labels)]
            : [.. items];

        ConfiguredFile Items(string key, string path) => new(key, HoldoutFile.Resolve(path, folder), SealedKind.Items);
    }
}
