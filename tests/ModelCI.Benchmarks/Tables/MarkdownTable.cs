namespace ModelCI.Benchmarks.Tables;

/// <summary>Lines as a Markdown table, in columns that also read well in a terminal.</summary>
internal static class MarkdownTable
{
    private static readonly Row Head = new("name", "median", "min..max", "ratio", "note");

    public static string Of(IEnumerable<Row> rows)
    {
        string[][] cells = [.. rows.Prepend(Head).Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
        string[] rule = [.. widths.Select(width => new string('-', width))];
        return string.Join('\n', cells.Take(1).Append(rule).Concat(cells.Skip(1)).Select(row => Line(row, widths)));
    }

    private static string[] Cells(Row row) => [row.Name, row.Median, row.Range, row.Ratio, row.Note];

    private static string Line(string[] cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column])))} |";
}
