using System.Text.Unicode;
using ModelCI.DuckDB.Native;

namespace ModelCI.DuckDB;

/// <summary>
/// Adds rows to a table, a block at a time: fill the columns' first rows, then <see cref="Append"/> them. For one thread. Nothing
/// is in the table for certain before <see cref="Complete"/>; what was not completed may be missing from it.
/// </summary>
public sealed unsafe class DuckDBAppender : IDisposable
{
    private readonly ConnectionHandle _connection;
    private readonly AppenderHandle _appender;
    private readonly ChunkHandle _chunk;
    private readonly IReadOnlyList<DuckDBColumn> _columns;

    private DuckDBAppender(ConnectionHandle connection, AppenderHandle appender, ChunkHandle chunk, IReadOnlyList<DuckDBColumn> columns)
    {
        _connection = connection;
        _appender = appender;
        _chunk = chunk;
        _columns = columns;
    }

    /// <summary>Rows of a block at most.</summary>
    public static int Capacity { get; } = checked((int)NativeMethods.VectorSize());

    /// <summary>
    /// Room for a block of a column of fixed width: <see cref="Capacity"/> values, as DuckDB lays them out. It is the same until
    /// <see cref="Append"/>; what it holds at first means nothing.
    /// </summary>
    /// <typeparam name="T">As wide as a value.</typeparam>
    /// <exception cref="ArgumentException">The column's values are of another width, or text.</exception>
    public Span<T> Values<T>(int column)
        where T : unmanaged
    {
        if (_columns[column].Type.Width() != sizeof(T))
            throw new ArgumentException($"Column {_columns[column].Name} is {_columns[column].Type}, not {typeof(T).Name}.");
        return new Span<T>((void*)NativeMethods.VectorData(Vector(column)), Capacity);
    }

    /// <summary>As <see cref="Values{T}"/>, as bytes.</summary>
    /// <exception cref="ArgumentException">The column's values are text.</exception>
    public Span<byte> Bytes(int column)
    {
        int width = _columns[column].Type.Width();
        if (width == 0)
            throw new ArgumentException($"Column {_columns[column].Name} is {_columns[column].Type}, whose values are not of one width.");
        return new Span<byte>((void*)NativeMethods.VectorData(Vector(column)), Capacity * width);
    }

    /// <summary>Sets the text of a VARCHAR column, which is copied.</summary>
    /// <exception cref="ArgumentException">The column is of another type, or the text not UTF-8, which DuckDB would drop silently.</exception>
    public void SetUtf8(int column, int row, ReadOnlySpan<byte> utf8)
    {
        Check(column, row, DuckDBType.Varchar);
        if (!Utf8.IsValid(utf8))
            throw new ArgumentException("The text is not UTF-8.", nameof(utf8));
        // An empty span may be no pointer at all, which the C API does not expect.
        byte nothing = 0;
        fixed (byte* text = utf8)
            NativeMethods.AssignString(Vector(column), (ulong)row, text is null ? &nothing : text, (ulong)utf8.Length);
    }

    /// <summary>Makes a value of this block NULL.</summary>
    public void SetNull(int column, int row)
    {
        Check(column, row, _columns[column].Type);
        nint vector = Vector(column);
        NativeMethods.EnsureValidityWritable(vector);
        var mask = (ulong*)NativeMethods.VectorValidity(vector);
        mask[row / 64] &= ~(1UL << (row % 64));
    }

    /// <summary>Adds the first <paramref name="rows"/> rows of the block and begins another one.</summary>
    /// <exception cref="DuckDBException">The memory is full.</exception>
    public void Append(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        NativeMethods.SetChunkSize(_chunk, (ulong)rows);
        ThrowUnless(NativeMethods.AppendChunk(_appender, _chunk));
        NativeMethods.ResetChunk(_chunk);
    }

    /// <summary>Adds what is still under way: the table has all rows then.</summary>
    /// <exception cref="DuckDBException">As of <see cref="Append"/>.</exception>
    public void Complete() => ThrowUnless(NativeMethods.CloseAppender(_appender));

    /// <summary>Ends the appender.</summary>
    public void Dispose()
    {
        _chunk.Dispose();
        _appender.Dispose();
        _connection.Dispose();
    }

    /// <summary>Takes over the connection.</summary>
    internal static DuckDBAppender Start(ConnectionHandle connection, string table, IReadOnlyList<DuckDBColumn> columns)
    {
        int state = NativeMethods.CreateAppender(connection, 0, table, out AppenderHandle appender);
        try
        {
            if (state != NativeMethods.Success)
                throw DuckDBException.From(NativeMethods.AppenderError(appender));
            return new DuckDBAppender(connection, appender, CreateChunk(columns), columns);
        }
        catch
        {
            appender.Dispose();
            connection.Dispose();
            throw;
        }
    }

    private static ChunkHandle CreateChunk(IReadOnlyList<DuckDBColumn> columns)
    {
        nint[] types = [.. columns.Select(column => NativeMethods.CreateLogicalType(column.Type))];
        try
        {
            return NativeMethods.CreateDataChunk(types, (ulong)types.Length);
        }
        finally
        {
            foreach (ref nint type in types.AsSpan())
                NativeMethods.DestroyLogicalType(ref type);
        }
    }

    private nint Vector(int column)
    {
        ObjectDisposedException.ThrowIf(_chunk.IsClosed, this);
        return NativeMethods.ChunkVector(_chunk, (ulong)column);
    }

    private void Check(int column, int row, DuckDBType type)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Capacity);
        if (_columns[column].Type != type)
            throw new ArgumentException($"Column {_columns[column].Name} is {_columns[column].Type}, not {type}.");
    }

    private void ThrowUnless(int state)
    {
        if (state != NativeMethods.Success)
            throw DuckDBException.From(NativeMethods.AppenderError(_appender));
    }
}
