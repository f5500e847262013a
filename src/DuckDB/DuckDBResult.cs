using System.Runtime.InteropServices;
using ModelCI.DuckDB.Native;

namespace ModelCI.DuckDB;

/// <summary>A running query: its columns, and its rows chunk by chunk, once, forwards. For one thread.</summary>
public sealed class DuckDBResult : IDisposable
{
    private readonly ConnectionHandle _connection;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly ResultHandle _result = new();
    private StatementHandle? _statement;
    private bool _read;

    private DuckDBResult(ConnectionHandle connection, CancellationToken cancellation)
    {
        _connection = connection;
        _cancellation = cancellation;
        _registration = cancellation.Register(() => NativeMethods.Interrupt(connection));
    }

    /// <summary>The columns, in the statement's order.</summary>
    public IReadOnlyList<DuckDBColumn> Columns { get; private set; } = [];

    /// <summary>
    /// The rows, in chunks of at most 2,048. A chunk and its spans end when the next one is asked for: copy what has to last.
    /// </summary>
    /// <exception cref="InvalidOperationException">The rows have been read already.</exception>
    /// <exception cref="DuckDBException">The statement failed on the way; the rows before were good.</exception>
    /// <exception cref="OperationCanceledException">The query's token was cancelled.</exception>
    public IEnumerable<DuckDBChunk> ReadChunks()
    {
        if (_read)
            throw new InvalidOperationException("The rows of a result can be read only once.");
        _read = true;
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            using DuckDBChunk? chunk = Fetch();
            if (chunk is null)
                yield break;
            yield return chunk;
        }
    }

    /// <summary>Ends the query, wherever it is.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        _result.Dispose();
        _statement?.Dispose();
        _connection.Dispose();
    }

    /// <summary>Takes over the connection and runs the statement up to its first rows.</summary>
    internal static DuckDBResult Start(ConnectionHandle connection, string sql, CancellationToken cancellation)
    {
        var result = new DuckDBResult(connection, cancellation);
        try
        {
            result.Run(sql);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private void Run(string sql)
    {
        int state = NativeMethods.Prepare(_connection, sql, out StatementHandle statement);
        _statement = statement;
        if (state != NativeMethods.Success)
            throw DuckDBException.From(NativeMethods.PrepareError(statement));
        if (NativeMethods.ExecuteStreaming(statement, _result) != NativeMethods.Success)
            throw Failure();
        Columns = [.. Enumerable.Range(0, (int)NativeMethods.ColumnCount(_result)).Select(Column)];
    }

    private DuckDBColumn Column(int index) => new(
        Marshal.PtrToStringUTF8(NativeMethods.ColumnName(_result, (ulong)index)) ?? "",
        NativeMethods.ColumnType(_result, (ulong)index));

    private DuckDBChunk? Fetch()
    {
        ObjectDisposedException.ThrowIf(_result.IsClosed, this);
        ChunkHandle chunk = NativeMethods.FetchChunk(_result.Value);
        if (!chunk.IsInvalid)
            return new DuckDBChunk(chunk, Columns);
        chunk.Dispose();
        // No chunk is the end or an error in the middle: only the result's message tells them apart.
        return NativeMethods.ResultError(_result) == 0 ? null : throw Failure();
    }

    private Exception Failure() => _cancellation.IsCancellationRequested
        ? new OperationCanceledException(_cancellation)
        : DuckDBException.From(NativeMethods.ResultError(_result));
}
