using System.Globalization;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Tables;

/// <summary>
/// A file of separated fields as a table of text. Columns are addressed by position, so that their names never enter a statement. An empty
/// cell is NULL.
/// </summary>
internal sealed class CsvTable : Table
{
    /// <summary>Bytes of a row at most. DuckDB's default, 2 MB, is less than some documents and than rows of many columns.</summary>
    public const int LongestRow = 16 << 20;

    // It must be larger than a row. Some of them are in use at once.
    private const int BufferBytes = 2 * LongestRow;

    private readonly TableFormat _format;

    public CsvTable(HoldoutFile file, TableFormat format, MemoryFile? content)
        : base(file, content)
    {
        _format = format;
        Names = CsvHeader.Read(file, format);
        From = ReadCsv(file, format, Names.Count);
    }

    public override IReadOnlyList<string> Names { get; }

    protected override string From { get; }

    /// <summary>The SQL name of the column at <paramref name="position"/>.</summary>
    public static string Cell(int position) => string.Create(CultureInfo.InvariantCulture, $"c{position}");

    // A path is a pattern to DuckDB; a symbol in brackets stands for itself.
    internal static string WithoutWildcards(string path) =>
        string.Concat(path.Select(symbol => symbol is '*' or '?' or '[' ? $"[{symbol}]" : symbol.ToString()));

    /// <summary>SQL for the lines of a text file, as the column <c>line</c>: without separators and quotes a row is a line.</summary>
    /// <param name="path">Without wildcards.</param>
    internal static string Lines(string path, TableFormat format) => string.Create(CultureInfo.InvariantCulture, $$"""
        read_csv({{DuckDBText.Literal(path)}}, columns = {line: 'VARCHAR'}, auto_detect = false, header = false, strict_mode = false, delim = '',
        quote = '', escape = '', compression = '{{format.Compression}}', max_line_size = {{LongestRow}}, buffer_size = {{BufferBytes}})
        """);

    public override string Text(int position) => Cell(position);

    public override (int Rows, IReadOnlyList<TableColumn> Columns) Describe(IReadOnlyList<int> positions)
    {
        var (rows, types) = ColumnTypes.Infer(this, positions);
        return (rows, [.. positions.Zip(types, Column)]);
    }

    // DuckDB 1.5 stumbles over its own report where the mistake is in a column that the statement leaves out: it is asked for all columns then.
    protected override ModelCIException Explain(DuckDBException failure) =>
        CsvFailure.Explain(File, _format, failure.Detail.StartsWith("INTERNAL", StringComparison.Ordinal) ? ReadAll() ?? failure : failure);

    private DuckDBException? ReadAll()
    {
        try
        {
            using var database = Open(File);
            using var result = database.Query($"SELECT * FROM {From}");
            foreach (var chunk in result.ReadChunks()) chunk.Dispose();
            return null;
        }
        catch (DuckDBException failure)
        {
            return failure;
        }
    }

    private TableColumn Column(int position, CellType type)
    {
        var cell = Cell(position);
        return type switch
        {
            CellType.Integer => Column(ElementType.Int64, $"CAST({cell} AS BIGINT)", $"CAST({cell} AS BIGINT)"),
            CellType.Number => Column(ElementType.Float64, $"coalesce(CAST({cell} AS DOUBLE), 'nan')", $"nullif(CAST({cell} AS DOUBLE), 'nan')"),
            _ => Column(ElementType.String, cell, cell),
        };

        TableColumn Column(ElementType element, string value, string comparable) =>
            new(position, Names[position], element, [], value, comparable, IsWrittenAsText: type != CellType.Text);
    }

    // Everything that DuckDB would guess is said: it guesses from a sample, and then accepts ragged rows.
    private static string ReadCsv(HoldoutFile file, TableFormat format, int columns)
    {
        var types = string.Join(", ", Enumerable.Range(0, columns).Select(position => $"{Cell(position)}: 'VARCHAR'"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            read_csv({DuckDBText.Literal(Pattern(file))}, columns = {"{"}{types}{"}"}, auto_detect = false, header = true, strict_mode = true, null_padding = false,
            delim = '{format.Separator}', quote = '"', escape = '"', compression = '{format.Compression}', hive_partitioning = false,
            max_line_size = {LongestRow}, buffer_size = {BufferBytes})
            """);
    }
}
