using ModelCI.DuckDB.Native;

namespace ModelCI.DuckDB;

/// <summary>
/// An in-memory database that can read and write the files it was opened for, and nothing else. One thread at a time
/// calls <see cref="Execute"/>; queries have a connection each and may overlap.
/// </summary>
public sealed class DuckDBDatabase : IDisposable
{
    /// <summary>In place of a temporary directory: larger operations fail rather than spill to a disk.</summary>
    public const string NoTemporaryDirectory = "";

    private readonly DatabaseHandle _database;
    private readonly ConnectionHandle _connection;

    private DuckDBDatabase(DatabaseHandle database, ConnectionHandle connection)
    {
        _database = database;
        _connection = connection;
    }

    /// <summary>
    /// Opens a database whose statements reach <paramref name="allowedPaths"/> only: no other file, no network, no
    /// extension, and no statement can lift that again. COPY writes to an allowed path where no file is yet; over an
    /// existing file it first writes a neighbour of another name, which is refused.
    /// </summary>
    /// <param name="allowedPaths">Files, made absolute here; statements name them by <see cref="Path.GetFullPath(string)"/>
    /// too.</param>
    /// <param name="memoryLimit">As DuckDB writes it, such as <c>512MiB</c>; its own default is 80 % of the memory.</param>
    /// <param name="temporaryDirectory">Where larger operations spill, made on demand and removed at the end; by default a new name
    /// under the system's temporary folder; <see cref="NoTemporaryDirectory"/> for nowhere.</param>
    /// <exception cref="DuckDBException">The database cannot be opened or a setting is refused.</exception>
    public static DuckDBDatabase OpenInMemory(
        IReadOnlyList<string> allowedPaths, string? memoryLimit = null, string? temporaryDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(allowedPaths);
        temporaryDirectory ??= Path.Combine(Path.GetTempPath(), $"modelci-duckdb-{Guid.NewGuid():N}");
        if (temporaryDirectory != NoTemporaryDirectory)
            temporaryDirectory = Path.GetFullPath(temporaryDirectory);
        DuckDBDatabase database = Open();
        try
        {
            if (memoryLimit is not null)
                database.Execute($"SET memory_limit = {DuckDBText.Literal(memoryLimit)}");
            database.Execute($"SET temp_directory = {DuckDBText.Literal(temporaryDirectory)}");
            database.Execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
            database.Execute("SET allow_community_extensions = false");
            // Else dates of time stamps would depend on the machine.
            database.Execute("SET TimeZone = 'UTC'");
            // The order counts: the paths cannot be set once access is off, and nothing can be once the configuration is locked.
            database.Execute($"SET allowed_paths = {DuckDBText.List(allowedPaths.Select(Path.GetFullPath))}");
            database.Execute("SET enable_external_access = false");
            database.Execute("SET lock_configuration = true");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs one or more statements and drops their results.</summary>
    /// <exception cref="DuckDBException">A statement is refused or fails; those before it have run.</exception>
    public void Execute(string sql)
    {
        DuckDBText.RefuseNul(sql);
        using var result = new ResultHandle();
        if (NativeMethods.Query(_connection, sql, result) != NativeMethods.Success)
            throw DuckDBException.From(NativeMethods.ResultError(result));
    }

    /// <summary>
    /// Starts one statement and streams its rows: a result larger than the memory is never held as a whole. The connection
    /// is the query's own, so temporary tables and open transactions of <see cref="Execute"/> are not seen.
    /// </summary>
    /// <param name="sql">Exactly one statement.</param>
    /// <param name="cancellationToken">Interrupts the statement while it runs or streams.</param>
    /// <exception cref="DuckDBException">The statement is refused or fails before its first row.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DuckDBResult Query(string sql, CancellationToken cancellationToken = default)
    {
        DuckDBText.RefuseNul(sql);
        cancellationToken.ThrowIfCancellationRequested();
        return DuckDBResult.Start(Connect(_database), sql, cancellationToken);
    }

    /// <summary>Makes a table of scalar columns, to be filled block by block.</summary>
    /// <param name="table">Its name, as <see cref="DuckDBText.Identifier"/> quotes it in statements.</param>
    /// <param name="columns">Of types that have a width, and VARCHAR.</param>
    /// <exception cref="ArgumentException">A column of another type, or none.</exception>
    /// <exception cref="DuckDBException">The table exists, or two columns are named alike (case ignored).</exception>
    public DuckDBAppender CreateTable(string table, IReadOnlyList<DuckDBColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns.Any(column => column.Type.Width() == 0 && column.Type != DuckDBType.Varchar))
            throw new ArgumentException("A table needs columns of fixed width or text.", nameof(columns));
        IEnumerable<string> definitions = columns.Select(column => $"{DuckDBText.Identifier(column.Name)} {column.Type.ToString().ToUpperInvariant()}");
        Execute($"CREATE TABLE {DuckDBText.Identifier(table)} ({string.Join(", ", definitions)})");
        return DuckDBAppender.Start(Connect(_database), table, columns);
    }

    /// <summary>Closes the database; results still open stay readable.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static DuckDBDatabase Open()
    {
        if (NativeMethods.Open(":memory:", out DatabaseHandle database, 0, out nint error) != NativeMethods.Success)
        {
            DuckDBException exception = DuckDBException.From(error);
            NativeMethods.Free(error);
            database.Dispose();
            throw exception;
        }
        try
        {
            return new DuckDBDatabase(database, Connect(database));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static ConnectionHandle Connect(DatabaseHandle database)
    {
        if (NativeMethods.Connect(database, out ConnectionHandle connection) == NativeMethods.Success)
            return connection;
        connection.Dispose();
        throw new DuckDBException("DuckDB could not open a connection.");
    }
}
