using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Labels;

/// <summary>A labels file as it is written: one id and one label a row, an empty label for one that is not available yet.</summary>
internal sealed record LabelRows(HoldoutFile File, IReadOnlyList<string> Ids, IReadOnlyList<string> Labels)
{
    private const string IdColumn = "id";
    private const string LabelColumn = "label";

    public static LabelRows Read(HoldoutFile file)
    {
        if (file.EndsWith(".sealed")) throw HoldoutProblems.SealedLabels(file.Written);
        if (!file.EndsWith(TableItems.Ending)) throw HoldoutProblems.LabelsEnding(file.Written);
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
