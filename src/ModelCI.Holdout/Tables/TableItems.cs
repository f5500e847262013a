using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Labels;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Slices;
using ModelCI.Holdout.Spooling;

namespace ModelCI.Holdout.Tables;

/// <summary>Items out of a table.</summary>
internal static class TableItems
{
    private const string DefaultIdColumn = "id";

    public static RawItems Read(HoldoutFile file, TableFormat format, HoldoutSettings settings, Unsealer unsealer)
    {
        if (settings.Id is IdSource.FromLabels) throw HoldoutProblems.IdsOfTableFromLabels(file.Written);
        var table = Table.Open(file, format, unsealer);
        var keepsTable = false;
        try
        {
            return Read(table, settings, out keepsTable);
        }
        finally
        {
            // A column of numbers fetches its texts from the table on demand: the table's handles then close with the last such column.
            if (!keepsTable) table.Dispose();
        }
    }

    private static RawItems Read(Table table, HoldoutSettings settings, out bool keepsTable)
    {
        var idName = (settings.Id as IdSource.Column)?.Name;
        var labelName = (settings.Labels as LabelsSource.Column)?.Name;
        CheckNames(table, idName, labelName, settings.Exclude);
        idName ??= table.Names.Contains(DefaultIdColumn) ? DefaultIdColumn : null;
        HashSet<string?> hidden = [idName, labelName, .. settings.Exclude];
        var (rows, columns) = table.Describe([.. table.Names.Index().Where(column => !hidden.Contains(column.Item)).Select(column => column.Index)]);
        if (rows == 0) throw HoldoutProblems.NoRows(table.File.Written);
        var ids = idName is null ? null : new IdBuilder();
        var labels = labelName is null ? null : new LabelBuilder();
        var features = ReadColumns(table, rows, columns, (idName, ids), (labelName, labels));
        var found = ids?.Finish();
        if (found is not null) IdRules.Check(table.File.Written, found);
        var slices = SliceReader.Read(settings.Slices, table.ForSlices(Visible(table, idName, columns), labelName is null ? settings.Exclude : [labelName, .. settings.Exclude], rows));
        table.CheckUnchanged();
        keepsTable = columns.Any(column => column is { IsWrittenAsText: true, Type: ElementType.Float64 });
        return new RawItems(table.File.Written, rows, features)
        {
            Ids = found,
            Labels = labels?.Finish(),
            Slices = slices,
            IdAdvice = ids is null ? "the items have no column 'id' and are numbered from 0: name their id column with 'id: <column>'" : null,
        };
    }

    private static FeatureColumn[] ReadColumns(
        Table table, int rows, IReadOnlyList<TableColumn> columns, (string? Name, IdBuilder? Builder) ids, (string? Name, LabelBuilder? Builder) labels)
    {
        var reader = new ColumnReader(table);
        if (ids.Name is not null) reader.Add(table.Text(table.PositionOf(ids.Name)), ids.Builder!.Add);
        if (labels.Name is not null) reader.Add(table.Text(table.PositionOf(labels.Name)), labels.Builder!.Add);
        using var spool = new Spool(table.File, columns.Sum(column => RowBytes(column) * rows));
        var features = columns.Select(column => reader.Add(column, spool)).ToArray();
        reader.Read(rows);
        FeatureColumn[] finished = [.. features.Select(finish => finish())];
        spool.Complete();
        return finished;
    }

    // Of text it is not known.
    private static long RowBytes(TableColumn column) => column.Type == ElementType.String
        ? sizeof(long)
        : column.RowShape.Aggregate((long)NumericColumn.SizeOf(column.Type), (product, axis) => product * axis);

    private static IReadOnlyList<SliceColumn> Visible(Table table, string? idName, IReadOnlyList<TableColumn> columns)
    {
        var features = columns.Select(column => new SliceColumn(column.Name, column.Comparable));
        return idName is null ? [.. features] : [new SliceColumn(idName, $"nullif({table.Text(table.PositionOf(idName))}, '')"), .. features];
    }

    private static void CheckNames(Table table, string? idName, string? labelName, IReadOnlyList<string> exclude)
    {
        var used = exclude.Select(name => ("holdout.exclude", name));
        if (labelName is not null) used = used.Prepend(("holdout.labels", labelName));
        if (idName is not null) used = used.Prepend(("holdout.id", idName));
        var unknown = used.Where(use => table.PositionOf(use.Item2) < 0)
            .Select(use => HoldoutProblems.UnknownColumn(use.Item1, use.Item2, table.File.Written, table.Names))
            .ToArray();
        if (unknown.Length > 0) throw new ModelCIException(unknown);
    }
}
