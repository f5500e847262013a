using System.Runtime.InteropServices;

namespace ModelCI.DuckDB.Native;

/// <summary>Owns a <c>duckdb_data_chunk</c>; invalid at the end of a result.</summary>
internal sealed class ChunkHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyDataChunk(ref handle);
        return true;
    }
}
