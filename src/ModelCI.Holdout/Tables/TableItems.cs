using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Slices;

namespace ModelCI.Holdout.Tables;

/// <summary>Items out of a CSV file.</summary>
internal static class TableItems
{
    public const string Ending = ".csv";

    private const string DefaultIdColumn = "id";

    public static RawItems Read(HoldoutFile file, HoldoutSettings settings)
    {
        if (settings.Id is IdSource.FromLabels) throw HoldoutProblems.IdsOfTableFromLabels(file.Written);
        var table = CsvTable.Load(file);
        var idName = (settings.Id as IdSource.Column)?.Name;
        var labelName = (settings.Labels as LabelsSource.Column)?.Name;
        CheckNames(table, idName, labelName, settings.Exclude);

        idName ??= table.Names.Contains(DefaultIdColumn) ? DefaultIdColumn : null;
        HashSet<string?> hidden = [idName, labelName, .. settings.Exclude];
        int[] features = [.. table.Names.Index().Where(column => !hidden.Contains(column.Item)).Select(column => column.Index)];
        var ids = Texts(table, idName);
        if (ids is not null) ItemIds.Check(file.Written, ids);
        var labels = Texts(table, labelName);
        var types = FeatureReader.Types(table, features);
        var columns = FeatureReader.Read(table, features, types);
        var slices = SliceReader.Read(settings.Slices, table.ForSlices(Visible(table, idName, features, types), labelName is null ? settings.Exclude : [labelName, .. settings.Exclude]));
        // A column of numbers fetches its texts from the table on demand: the table's handles then close with the last such column.
        if (!columns.OfType<NumberColumn>().Any()) table.Dispose();
        return new RawItems(file.Written, table.Rows, columns)
        {
            Ids = ids,
            Labels = labels,
            Slices = slices,
            IdAdvice = ids is null ? "the items have no column 'id' and are numbered from 0: name their id column with 'id: <column>'" : null,
        };
    }

    private static IReadOnlyList<SliceColumn> Visible(CsvTable table, string? idName, int[] features, IReadOnlyList<CellType> types)
    {
        var columns = features.Zip(types, (position, type) => new SliceColumn(table.Names[position], FeatureReader.Comparable(CsvTable.Cell(position), type)));
        return idName is null ? [.. columns] : [new SliceColumn(idName, CsvTable.Cell(table.PositionOf(idName))), .. columns];
    }

    private static void CheckNames(CsvTable table, string? idName, string? labelName, IReadOnlyList<string> exclude)
    {
        var used = exclude.Select(name => ("holdout.exclude", name));
        if (labelName is not null) used = used.Prepend(("holdout.labels", labelName));
        if (idName is not null) used = used.Prepend(("holdout.id", idName));
        var unknown = used.Where(use => table.PositionOf(use.Item2) < 0)
            .Select(use => HoldoutProblems.UnknownColumn(use.Item1, use.Item2, table.File.Written, table.Names))
            .ToArray();
        if (unknown.Length > 0) throw new ModelCIException(unknown);
    }

    private static string[]? Texts(CsvTable table, string? name) => name is null ? null : table.Texts(table.PositionOf(name));
}
