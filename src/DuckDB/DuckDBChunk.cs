using System.Text;
using ModelCI.DuckDB.Native;

namespace ModelCI.DuckDB;

/// <summary>
/// Some rows of a result, column by column, in DuckDB's own memory: it and its spans are valid until the next chunk is read.
/// A span has <see cref="RowCount"/> values; where <see cref="IsNull"/>, the value means nothing.
/// </summary>
public sealed unsafe class DuckDBChunk : IDisposable
{
    private const int StringSize = 16;
    private const int InlineLength = 12;

    private readonly ChunkHandle _handle;
    private readonly IReadOnlyList<DuckDBColumn> _columns;
    private readonly nint[] _data;
    private readonly nint[] _validity;

    internal DuckDBChunk(ChunkHandle handle, IReadOnlyList<DuckDBColumn> columns)
    {
        _handle = handle;
        _columns = columns;
        _data = new nint[columns.Count];
        _validity = new nint[columns.Count];
        RowCount = (int)NativeMethods.ChunkSize(handle);
        for (int column = 0; column < columns.Count; column++)
        {
            nint vector = NativeMethods.ChunkVector(handle, (ulong)column);
            _data[column] = NativeMethods.VectorData(vector);
            _validity[column] = NativeMethods.VectorValidity(vector);
        }
    }

    /// <summary>The number of rows, at least 1.</summary>
    public int RowCount { get; }

    /// <summary>Whether the value is SQL's NULL.</summary>
    public bool IsNull(int column, int row)
    {
        CheckRow(row);
        var mask = (ulong*)_validity[column];
        // No mask: no NULL in this chunk.
        return mask != null && (mask[row / 64] >> (row % 64) & 1) == 0;
    }

    /// <summary>The text of a VARCHAR value that is not NULL.</summary>
    public string GetString(int column, int row) => Encoding.UTF8.GetString(GetUtf8(column, row));

    /// <summary>The UTF-8 bytes of a VARCHAR value that is not NULL.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column, int row)
    {
        if (IsNull(column, row))
            throw new InvalidOperationException($"Column {_columns[column].Name} is NULL in row {row} of this chunk.");
        return GetUtf8OrEmpty(column, row);
    }

    /// <summary>The UTF-8 bytes of a VARCHAR value; none for NULL.</summary>
    public ReadOnlySpan<byte> GetUtf8OrEmpty(int column, int row)
    {
        Check(column, DuckDBType.Varchar);
        if (IsNull(column, row))
            return [];
        // duckdb_string_t: a length, then up to 12 bytes in place, or 4 bytes of prefix and a pointer.
        byte* text = (byte*)_data[column] + (nint)row * StringSize;
        int length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= InlineLength ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <summary>The values of a column of fixed width, of whatever type, as bytes.</summary>
    public ReadOnlySpan<byte> GetBytes(int column)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        int width = _columns[column].Type.Width();
        if (width == 0)
            throw new InvalidOperationException($"Column {_columns[column].Name} is {_columns[column].Type}, whose values are not of one width.");
        return new ReadOnlySpan<byte>((void*)_data[column], RowCount * width);
    }

    /// <summary>The values of an ARRAY column whose elements are of fixed width, as bytes, one array after the other.</summary>
    /// <param name="arrayBytes">Bytes of one array: the caller knows the type that its statement gives the column.</param>
    public ReadOnlySpan<byte> GetArrays(int column, int arrayBytes)
    {
        Check(column, DuckDBType.Array);
        nint child = NativeMethods.ArrayChild(NativeMethods.ChunkVector(_handle, (ulong)column));
        return new ReadOnlySpan<byte>((void*)NativeMethods.VectorData(child), RowCount * arrayBytes);
    }

    /// <summary>The values of a BOOLEAN column.</summary>
    public ReadOnlySpan<bool> GetBooleans(int column) => Values<bool>(column, DuckDBType.Boolean);

    /// <summary>The values of an INTEGER column.</summary>
    public ReadOnlySpan<int> GetInt32s(int column) => Values<int>(column, DuckDBType.Integer);

    /// <summary>The values of a BIGINT column.</summary>
    public ReadOnlySpan<long> GetInt64s(int column) => Values<long>(column, DuckDBType.BigInt);

    /// <summary>The values of a FLOAT column.</summary>
    public ReadOnlySpan<float> GetSingles(int column) => Values<float>(column, DuckDBType.Float);

    /// <summary>The values of a DOUBLE column.</summary>
    public ReadOnlySpan<double> GetDoubles(int column) => Values<double>(column, DuckDBType.Double);

    /// <summary>Gives the memory back to DuckDB; reading on does it too.</summary>
    public void Dispose() => _handle.Dispose();

    private ReadOnlySpan<T> Values<T>(int column, DuckDBType type)
        where T : unmanaged
    {
        Check(column, type);
        return new ReadOnlySpan<T>((void*)_data[column], RowCount);
    }

    private void Check(int column, DuckDBType type)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        if (_columns[column].Type != type)
            throw new InvalidOperationException($"Column {_columns[column].Name} is {_columns[column].Type}, not {type}.");
    }

    private void CheckRow(int row)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
    }
}
