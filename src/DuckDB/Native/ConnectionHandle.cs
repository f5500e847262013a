using System.Runtime.InteropServices;

namespace ModelCI.DuckDB.Native;

/// <summary>Owns a <c>duckdb_connection</c>; DuckDB keeps the database alive as long as it is open.</summary>
internal sealed class ConnectionHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.Disconnect(ref handle);
        return true;
    }
}
