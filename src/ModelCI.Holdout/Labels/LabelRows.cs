using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Labels;

/// <summary>A labels file as it is written: one id and one label a row, an empty label for one that is not available yet.</summary>
internal sealed record LabelRows(HoldoutFile File, ItemIds Ids, LabelTexts Labels)
{
    public const string IdColumn = "id";
    public const string LabelColumn = "label";

    public static LabelRows Read(HoldoutFile file, Unsealer unsealer)
    {
        var format = TableFormat.Of(file) ?? throw HoldoutProblems.LabelsEnding(file.Written);
        if (!file.IsSealed) return ReadTable(file, format, "holdout.labels");
        // Whatever a file of labels was, sealed it is CSV.
        return format == TableFormat.Csv ? ReadSealed(file, unsealer) : throw HoldoutProblems.LabelsEnding(file.Written);
    }

    /// <summary>Answers of labellers.</summary>
    public static LabelRows ReadAnswers(HoldoutFile file)
    {
        if (file.IsSealed || TableFormat.Of(file) is not { } format) throw HoldoutProblems.AnswersEnding(file.Written);
        var rows = ReadTable(file, format, file.Written);
        return rows.Ids.Count > 0 ? rows : throw HoldoutProblems.NoRows(file.Written);
    }

    private static LabelRows ReadSealed(HoldoutFile file, Unsealer unsealer)
    {
        using var content = unsealer.Open(file, SealedKind.Labels);
        var (ids, labels) = file.Guard(() => LabelText.Parse(content));
        return new LabelRows(file, ids, labels);
    }

    /// <param name="where">What a missing column is the mistake of.</param>
    private static LabelRows ReadTable(HoldoutFile file, TableFormat format, string where)
    {
        using var table = Table.Open(file, format);
        string[] needed = [IdColumn, LabelColumn];
        var missing = needed.Except(table.Names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.UnknownColumn(where, name, file.Written, table.Names))
            .ToArray();
        if (missing.Length > 0) throw new ModelCIException(missing);
        var (ids, labels) = (new IdBuilder(), new LabelBuilder());
        var reader = new ColumnReader(table);
        reader.Add(table.Text(table.PositionOf(IdColumn)), ids.Add);
        reader.Add(table.Text(table.PositionOf(LabelColumn)), labels.Add);
        reader.Read();
        return new LabelRows(file, ids.Finish(), labels.Finish());
    }
}
