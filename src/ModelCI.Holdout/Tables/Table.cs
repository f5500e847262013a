using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Slices;

namespace ModelCI.Holdout.Tables;

/// <summary>
/// A table in a file, which every query streams from there again: nothing of it is kept, however large it is. That the file stays the same
/// meanwhile is checked.
/// </summary>
internal abstract class Table : IDisposable
{
    /// <summary>DuckDB plans a statement over thousands of columns in more than linear time.</summary>
    public const int ColumnsPerQuery = 256;

    // Enough for the buffers of its scans: nothing here sorts or joins.
    private const string MemoryLimit = "1GiB";

    private readonly (long, DateTime) _stamp;
    private readonly MemoryFile? _content;

    /// <param name="content">What <paramref name="file"/> is in, where it was sealed; closed with the table.</param>
    protected Table(HoldoutFile file, MemoryFile? content)
    {
        File = file;
        _content = content;
        _stamp = file.Stamp();
        Database = Open(file);
    }

    public HoldoutFile File { get; }

    /// <summary>Column names in file order.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    protected DuckDBDatabase Database { get; }

    /// <summary>What follows SQL's FROM.</summary>
    protected abstract string From { get; }

    /// <summary>Opens a table of any kind, sealed or not.</summary>
    /// <exception cref="ModelCIException">The file is no table that can be read.</exception>
    public static Table Open(HoldoutFile file, TableFormat format, Unsealer unsealer)
    {
        if (!file.IsSealed) return Open(file, format);
        var memory = MemoryFile.Of(file, unsealer);
        try
        {
            return Open(memory.File, format, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Opens a table that is not sealed, or that was unsealed.</summary>
    /// <param name="content">What the file is in, where it was sealed; closed with the table.</param>
    /// <exception cref="ModelCIException">The file is no table that can be read.</exception>
    public static Table Open(HoldoutFile file, TableFormat format, MemoryFile? content = null)
    {
        // What DuckDB would say of a missing file or an LFS pointer is said better here.
        file.Open().Dispose();
        if (format.Compression == TableFormat.Gzip) GzipFile.Check(file, format.Compression);
        return format.Kind switch
        {
            TableKind.Separated => new CsvTable(file, format, content),
            TableKind.Parquet => new ParquetTable(file, content),
            _ => new JsonTable(file, format, content),
        };
    }

    /// <summary>Position of a column by name, or -1.</summary>
    public int PositionOf(string name) => Names.Index().Where(column => column.Item == name).Select(column => column.Index).FirstOrDefault(-1);

    /// <summary>SQL for a column's value as text, NULL where there is none: a whole number has no decimal point, whatever its type.</summary>
    public abstract string Text(int position);

    /// <summary>Columns as features, and the number of rows. Looks at all rows.</summary>
    /// <exception cref="ModelCIException">A column is of a type that no feature has.</exception>
    public abstract (int Rows, IReadOnlyList<TableColumn> Columns) Describe(IReadOnlyList<int> positions);

    /// <summary>Streams expressions over all rows, in file order.</summary>
    public IEnumerable<DuckDBChunk> Select(string expressions)
    {
        using var result = Guard(() => Database.Query($"SELECT {expressions} FROM {From}"));
        using var chunks = result.ReadChunks().GetEnumerator();
        while (Guard(chunks.MoveNext)) yield return chunks.Current;
        CheckUnchanged();
    }

    /// <summary>The rows as slices see them.</summary>
    public SliceSource ForSlices(IReadOnlyList<SliceColumn> columns, IReadOnlyList<string> hidden, int rows) => new(Database, From, columns, hidden, rows, File.Written, File.IsSecret);

    /// <exception cref="ModelCIException">The file is not the one that was opened any more.</exception>
    public void CheckUnchanged()
    {
        if (!File.IsInMemory && File.Stamp() != _stamp) throw TableProblems.Changed(File.Written);
    }

    public void Dispose()
    {
        Database.Dispose();
        _content?.Dispose();
    }

    /// <summary>A database that sees the file and nothing else.</summary>
    // A path is a pattern to DuckDB: both the pattern and what it finds need to be allowed.
    protected static DuckDBDatabase Open(HoldoutFile file) =>
        DuckDBDatabase.OpenInMemory([file.FullPath, Pattern(file)], MemoryLimit, file.IsInMemory ? DuckDBDatabase.NoTemporaryDirectory : null);

    /// <summary>The file's path for a function of DuckDB: a symbol in brackets stands for itself.</summary>
    protected static string Pattern(HoldoutFile file) => CsvTable.WithoutWildcards(file.FullPath);

    /// <summary>Says in our words what DuckDB found. Its own text can quote a line of the file, labels included.</summary>
    protected abstract ModelCIException Explain(DuckDBException failure);

    /// <summary>Runs a read; what DuckDB answers becomes a problem that names the file.</summary>
    protected T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException failure)
        {
            CheckUnchanged();
            throw Explain(failure);
        }
    }
}
