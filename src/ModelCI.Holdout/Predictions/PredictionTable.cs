using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Predictions;

/// <summary>A table of any kind that is read, its cells as text: NULL where a cell is empty, null or not a number.</summary>
internal sealed class PredictionTable : IDisposable
{
    private static readonly string[] JsonLines = [".jsonl", ".ndjson", ".json"];

    private readonly IDisposable _owner;
    private readonly Func<string, IEnumerable<DuckDBChunk>> _select;
    private readonly IReadOnlyList<string> _cells;

    private PredictionTable(
        HoldoutFile file, IReadOnlyList<string> names, IReadOnlyList<string> cells, Func<string, IEnumerable<DuckDBChunk>> select, IDisposable owner)
    {
        File = file;
        Names = names;
        _cells = cells;
        _select = select;
        _owner = owner;
    }

    public HoldoutFile File { get; }

    /// <summary>Column names in file order.</summary>
    public IReadOnlyList<string> Names { get; }

    public static PredictionTable Open(HoldoutFile file)
    {
        if (file.IsSealed) throw HoldoutProblems.PredictionsEnding(file.Written);
        if (file.EndsWith(".csv"))
        {
            var csv = CsvTable.Open(file, TableFormat.Of(file)!, null);
            return new PredictionTable(file, csv.Names, [.. csv.Names.Index().Select(column => CsvTable.Cell(column.Index))], csv.Select, csv);
        }
        if (file.EndsWith(".parquet")) return Scan(file, path => $"read_parquet({path})", (path, _) => $"read_parquet({path})");
        if (JsonLines.Any(file.EndsWith))
        {
            return Scan(
                file, path => $"read_json({path}, format = 'newline_delimited', sample_size = -1)",
                (path, columns) => $"read_json({path}, format = 'newline_delimited', columns = {{{string.Join(", ", columns.Select(JsonColumn))}}})");
        }
        throw HoldoutProblems.PredictionsEnding(file.Written);
    }

    /// <summary>Streams columns, by name, as text, in file order.</summary>
    public IEnumerable<DuckDBChunk> Read(IReadOnlyList<string> names)
    {
        var cells = names.Select(name => _cells[Names.Index().First(column => column.Item == name).Index]);
        using var chunks = _select(string.Join(", ", cells)).GetEnumerator();
        while (Guard(File, chunks.MoveNext)) yield return chunks.Current;
    }

    public void Dispose() => _owner.Dispose();

    /// <param name="detect">The table as DuckDB finds it, for names and types.</param>
    /// <param name="read">The table as it is read, once those are known.</param>
    private static PredictionTable Scan(HoldoutFile file, Func<string, string> detect, Func<string, IReadOnlyList<DuckDBColumn>, string> read)
    {
        // What DuckDB would say of a missing file or an LFS pointer is said better here.
        file.Open().Dispose();
        var pattern = CsvTable.WithoutWildcards(file.FullPath);
        var path = DuckDBText.Literal(pattern);
        var database = DuckDBDatabase.OpenInMemory([file.FullPath, pattern]);
        try
        {
            var columns = Guard(file, () =>
            {
                using var found = database.Query($"SELECT * FROM {detect(path)} LIMIT 0");
                return found.Columns;
            });
            var source = read(path, columns);
            return new PredictionTable(
                file, [.. columns.Select(column => column.Name)], [.. columns.Select(Cell)], expressions => Select(database, expressions, source), database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static IEnumerable<DuckDBChunk> Select(DuckDBDatabase database, string expressions, string source)
    {
        using var result = database.Query($"SELECT {expressions} FROM {source}");
        foreach (var chunk in result.ReadChunks()) yield return chunk;
    }

    private static T Guard<T>(HoldoutFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException failure)
        {
            throw HoldoutProblems.Unreadable(file.Written, failure.Message.Split('\n')[0]);
        }
    }

    // Whole numbers that a tool stored as floating point, because some were missing, are the integers that they stand for.
    private static string Cell(DuckDBColumn column)
    {
        var name = DuckDBText.Identifier(column.Name);
        if (column.Type is not (DuckDBType.Float or DuckDBType.Double)) return $"nullif(CAST({name} AS VARCHAR), '')";
        return $"CASE WHEN isnan({name}) THEN NULL WHEN abs({name}) < 1e15 AND {name} = trunc({name}) THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) "
            + $"ELSE CAST({name} AS VARCHAR) END";
    }

    // Everything else as the file spells it: DuckDB would give a column of mixed kinds quotes around its texts.
    private static string JsonColumn(DuckDBColumn column) =>
        $"{DuckDBText.Identifier(column.Name)}: {(column.Type == DuckDBType.Double ? "'DOUBLE'" : "'VARCHAR'")}";
}
