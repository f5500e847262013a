using System.Runtime.InteropServices;

namespace ModelCI.DuckDB.Native;

/// <summary>Owns a <c>duckdb_result</c> and the memory it lies in; empty until a query has filled it.</summary>
internal sealed unsafe class ResultHandle : SafeHandle
{
    internal ResultHandle() : base(0, ownsHandle: true)
        => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The structure itself: some functions of the C API take it by value.</summary>
    internal NativeResult Value => *(NativeResult*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyResult(handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
