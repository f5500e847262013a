namespace ModelCI.DuckDB.Native;

/// <summary><c>duckdb_result</c>: five deprecated fields and a pointer, all private to DuckDB. Only its size counts here.</summary>
internal readonly struct NativeResult
{
#pragma warning disable CS0169 // Never read: the layout is the contract.
    private readonly ulong _columnCount;
    private readonly ulong _rowCount;
    private readonly ulong _rowsChanged;
    private readonly nint _columns;
    private readonly nint _errorMessage;
    private readonly nint _internalData;
#pragma warning restore CS0169
}
