namespace ModelCI.Cli.Terminals;

/// <summary>A plain table for people: aligned columns, two blanks between them, no ruling, no colours.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Lines, each with a line end.</summary>
    /// <param name="header">Names; a leading &gt; aligns the column to the right.</param>
    /// <param name="rows">A cell per column.</param>
    public static string Render(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var isRight = header.Select(name => name.StartsWith('>')).ToArray();
        IReadOnlyList<string>[] lines = [[.. header.Select(name => name.TrimStart('>'))], .. rows];
        var widths = Enumerable.Range(0, header.Count).Select(column => lines.Max(line => line[column].Length)).ToArray();
        return string.Concat(lines.Select(line => string.Join(Gap, line.Select(Cell)).TrimEnd() + "\n"));

        string Cell(string text, int column) => isRight[column] ? text.PadLeft(widths[column]) : text.PadRight(widths[column]);
    }
}
