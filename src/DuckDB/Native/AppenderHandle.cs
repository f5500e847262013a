using System.Runtime.InteropServices;

namespace ModelCI.DuckDB.Native;

/// <summary>Owns a <c>duckdb_appender</c>.</summary>
internal sealed class AppenderHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyAppender(ref handle);
        return true;
    }
}
