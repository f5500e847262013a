using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Labels;

/// <summary>A labels file as it is written: one id and one label a row, an empty label for one that is not available yet.</summary>
internal sealed record LabelRows(HoldoutFile File, IReadOnlyList<string> Ids, IReadOnlyList<string> Labels)
{
    public const string IdColumn = "id";
    public const string LabelColumn = "label";

    public static LabelRows Read(HoldoutFile file, Unsealer unsealer)
    {
        if (!file.EndsWith(TableItems.Ending)) throw HoldoutProblems.LabelsEnding(file.Written);
        if (file.IsSealed) return ReadSealed(file, unsealer);
        var rows = ReadTable(file, "holdout.labels", mayBeEmpty: true);
        ItemIds.Check(file.Written, rows.Ids);
        return rows;
    }

    /// <summary>Answers of labellers: rows in which ids may be empty or repeated, to be told together with whatever else is wrong.</summary>
    public static LabelRows ReadAnswers(HoldoutFile file)
    {
        if (file.IsSealed || !file.EndsWith(TableItems.Ending)) throw HoldoutProblems.AnswersEnding(file.Written);
        return ReadTable(file, file.Written, mayBeEmpty: false);
    }

    private static LabelRows ReadSealed(HoldoutFile file, Unsealer unsealer)
    {
        using var content = unsealer.Open(file, SealedKind.Labels);
        var (ids, labels) = file.Guard(() => LabelText.Parse(content));
        return new LabelRows(file, ids, labels);
    }

    /// <param name="where">What a missing column is the mistake of.</param>
    /// <param name="mayBeEmpty">Where labels are bought one by one, there is none at the beginning.</param>
    private static LabelRows ReadTable(HoldoutFile file, string where, bool mayBeEmpty)
    {
        using var table = CsvTable.Load(file, mayBeEmpty);
        string[] needed = [IdColumn, LabelColumn];
        var missing = needed.Except(table.Names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.UnknownColumn(where, name, file.Written, table.Names))
            .ToArray();
        if (missing.Length > 0) throw new ModelCIException(missing);
        return new LabelRows(file, table.Texts(table.PositionOf(IdColumn)), table.Texts(table.PositionOf(LabelColumn)));
    }
}
