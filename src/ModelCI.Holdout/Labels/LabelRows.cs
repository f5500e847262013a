using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Labels;

/// <summary>A labels file as it is written: one id and one label a row, an empty label for one that is not available yet.</summary>
internal sealed record LabelRows(HoldoutFile File, IReadOnlyList<string> Ids, IReadOnlyList<string> Labels)
{
    private const string IdColumn = "id";
    private const string LabelColumn = "label";

    public static LabelRows Read(HoldoutFile file, Unsealer unsealer)
    {
        if (!file.EndsWith(TableItems.Ending)) throw HoldoutProblems.LabelsEnding(file.Written);
        return file.IsSealed ? ReadSealed(file, unsealer) : ReadTable(file);
    }

    private static LabelRows ReadSealed(HoldoutFile file, Unsealer unsealer)
    {
        using var content = unsealer.Open(file, SealedKind.Labels);
        var (ids, labels) = file.Guard(() => LabelText.Parse(content));
        return new LabelRows(file, ids, labels);
    }

    private static LabelRows ReadTable(HoldoutFile file)
    {
        using var table = CsvTable.Load(file);
        string[] needed = [IdColumn, LabelColumn];
        var missing = needed.Except(table.Names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.UnknownColumn("holdout.labels", name, file.Written, table.Names))
            .ToArray();
        if (missing.Length > 0) throw new ModelCIException(missing);
        var ids = table.Texts(table.PositionOf(IdColumn));
        ItemIds.Check(file.Written, ids);
        return new LabelRows(file, ids, table.Texts(table.PositionOf(LabelColumn)));
    }
}
