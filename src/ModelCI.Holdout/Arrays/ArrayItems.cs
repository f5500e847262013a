using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Arrays;

/// <summary>Items out of one or several .npy files.</summary>
internal static class ArrayItems
{
    public const string Ending = ".npy";

    public static RawItems Read(string source, IReadOnlyList<KeyValuePair<string, HoldoutFile>> files, HoldoutSettings settings, Unsealer unsealer)
    {
        if (settings.Id is IdSource.Column id) throw HoldoutProblems.IdColumnOfArrays(id.Name);
        if (settings.Labels is LabelsSource.Column label) throw HoldoutProblems.LabelColumnOfArrays(label.Name);
        var arrays = files.Select(file => NpyFile.Read(file.Key, file.Value, unsealer)).ToArray();
        CheckRows(arrays);
        CheckExcluded(source, arrays, settings.Exclude);
        return new RawItems(source, arrays[0].Rows, [.. arrays.Where(array => !settings.Exclude.Contains(array.Name))])
        {
            Slices = SliceTable.None,
            IdAdvice = "the items are numbered from 0; write 'id: labels' if the labels file lists every item in the order of the arrays",
        };
    }

    private static void CheckRows(NumericColumn[] arrays)
    {
        if (arrays.All(array => array.Rows == arrays[0].Rows)) return;
        throw HoldoutProblems.AxesDiffer(arrays.Select(array => string.Create(CultureInfo.InvariantCulture, $"{array.Name} {array.Rows}")));
    }

    private static void CheckExcluded(string source, NumericColumn[] arrays, IReadOnlyList<string> exclude)
    {
        var names = arrays.Select(array => array.Name).ToArray();
        var unknown = exclude.Except(names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.UnknownColumn("holdout.exclude", name, source, names))
            .ToArray();
        if (unknown.Length > 0) throw new ModelCIException(unknown);
    }
}
