using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Arrays;

/// <summary>Items out of arrays: .npy files, and the members of .npz archives.</summary>
internal static class ArrayItems
{
    private const string ArrayEnding = ".npy";
    private const string ArchiveEnding = ".npz";

    /// <summary>Whether a file's name says that it holds arrays.</summary>
    public static bool Holds(HoldoutFile file) => file.EndsWith(ArrayEnding) || file.EndsWith(ArchiveEnding);

    /// <param name="files">By array name, which counts for .npy files only.</param>
    public static RawItems Read(string source, IReadOnlyList<KeyValuePair<string, HoldoutFile>> files, HoldoutSettings settings, Unsealer unsealer)
    {
        if (settings.Id is IdSource.Column id) throw HoldoutProblems.IdColumnOfArrays(id.Name);
        if (settings.Labels is LabelsSource.Column label) throw HoldoutProblems.LabelColumnOfArrays(label.Name);
        var found = files.SelectMany(file => Read(file.Key, file.Value, settings.Exclude, unsealer)).ToArray();
        CheckNames(source, [.. found.Select(array => array.Name)], settings.Exclude);
        NumericColumn[] arrays = [.. found.Select(array => array.Column).OfType<NumericColumn>()];
        if (arrays.Length == 0) throw HoldoutProblems.AllExcluded(source);
        CheckRows(arrays);
        return new RawItems(source, arrays[0].Rows, arrays)
        {
            Slices = ArraySlices.Read(settings, source, arrays, isSecret: files.Any(file => file.Value.IsSecret)),
            IdAdvice = "the items are numbered from 0; write 'id: labels' if the labels file lists every item in the order of the arrays",
        };
    }

    /// <summary>What is excluded is not read: it may be of any type, and larger than what is there to unpack it.</summary>
    private static IEnumerable<(string Name, NumericColumn? Column)> Read(string name, HoldoutFile file, IReadOnlyList<string> exclude, Unsealer unsealer) =>
        file.EndsWith(ArchiveEnding) ? NpzFile.Read(file, member => !exclude.Contains(member), unsealer)
        : exclude.Contains(name) ? [(name, null)]
        : [(name, NpyFile.Read(name, file, unsealer))];

    private static void CheckRows(NumericColumn[] arrays)
    {
        if (arrays.All(array => array.Rows == arrays[0].Rows)) return;
        throw HoldoutProblems.AxesDiffer(arrays.Select(array => string.Create(CultureInfo.InvariantCulture, $"{array.Name} {array.Rows}")));
    }

    private static void CheckNames(string source, string[] names, IReadOnlyList<string> exclude)
    {
        if (Repetitions.Of(names) is { Count: > 0 } shared) throw ArchiveProblems.SharedNames(shared);
        var unknown = exclude.Except(names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.UnknownColumn("holdout.exclude", name, source, names))
            .ToArray();
        if (unknown.Length > 0) throw new ModelCIException(unknown);
    }
}
