using System.Globalization;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Slices;

namespace ModelCI.Holdout.Tables;

/// <summary>
/// A CSV file as a table of text in DuckDB, parsed once: types are inferred and values converted from what was read, whatever happens to the
/// file meanwhile. Columns are addressed by position, so that their names never enter a statement. An empty cell is NULL.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    // Bytes. The default, 2 MB, is less than some documents and than rows of many columns.
    private const string LongestRow = "268435456";

    private readonly DuckDBDatabase _database;

    private CsvTable(HoldoutFile file, IReadOnlyList<string> names, DuckDBDatabase database)
    {
        File = file;
        Names = names;
        _database = database;
        foreach (var chunk in Select("count(*)")) Rows = checked((int)chunk.GetInt64s(0)[0]);
    }

    public HoldoutFile File { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <param name="mayBeEmpty">Whether column names alone are a table, too.</param>
    public static CsvTable Load(HoldoutFile file, bool mayBeEmpty = false)
    {
        var names = CsvHeader.Read(file);
        var spill = file.IsInMemory ? DuckDBDatabase.NoTemporaryDirectory : null;
        var database = DuckDBDatabase.OpenInMemory([file.FullPath, WithoutWildcards(file.FullPath)], temporaryDirectory: spill);
        try
        {
            database.Execute($"CREATE TABLE items AS SELECT * FROM {ReadCsv(file.FullPath, names.Count)}");
            var table = new CsvTable(file, names, database);
            return table.Rows > 0 || mayBeEmpty ? table : throw HoldoutProblems.NoRows(file.Written);
        }
        catch (DuckDBException failure)
        {
            database.Dispose();
            throw CsvFailure.Explain(file, failure);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The SQL name of the column at <paramref name="position"/>.</summary>
    public static string Cell(int position) => string.Create(CultureInfo.InvariantCulture, $"c{position}");

    /// <summary>Position of a column by name, or -1.</summary>
    public int PositionOf(string name) => Names.Index().Where(column => column.Item == name).Select(column => column.Index).FirstOrDefault(-1);

    /// <summary>Streams expressions over all rows, in file order.</summary>
    public IEnumerable<DuckDBChunk> Select(string expressions)
    {
        using var result = _database.Query($"SELECT {expressions} FROM items");
        foreach (var chunk in result.ReadChunks()) yield return chunk;
    }

    /// <summary>The cells of a column as they are written, an empty cell as the empty text.</summary>
    public string[] Texts(int position)
    {
        var texts = new string[Rows];
        var row = 0;
        foreach (var chunk in Select($"coalesce({Cell(position)}, '')"))
        {
            for (var index = 0; index < chunk.RowCount; index++) texts[row++] = chunk.GetString(0, index);
        }
        return texts;
    }

    /// <summary>The rows as slices see them.</summary>
    public SliceSource ForSlices(IReadOnlyList<SliceColumn> columns, IReadOnlyList<string> hidden) => new(_database, "items", columns, hidden, Rows, File.IsInMemory);

    public void Dispose() => _database.Dispose();

    // Everything that DuckDB would guess is said: it guesses from a sample, and then accepts ragged rows.
    private static string ReadCsv(string path, int columns)
    {
        var types = string.Join(", ", Enumerable.Range(0, columns).Select(position => $"{Cell(position)}: 'VARCHAR'"));
        return $"read_csv({DuckDBText.Literal(WithoutWildcards(path))}, columns = {{{types}}}, auto_detect = false, header = true, "
            + "strict_mode = true, null_padding = false, delim = ',', quote = '\"', escape = '\"', compression = 'none', hive_partitioning = false, "
            + $"max_line_size = {LongestRow})";
    }

    // A path is a pattern to DuckDB; a symbol in brackets stands for itself. Both the pattern and what it finds need to be allowed.
    internal static string WithoutWildcards(string path) =>
        string.Concat(path.Select(symbol => symbol is '*' or '?' or '[' ? $"[{symbol}]" : symbol.ToString()));
}
