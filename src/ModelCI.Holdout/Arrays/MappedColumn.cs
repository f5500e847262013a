using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Arrays;

/// <summary>
/// An array that stays in its file: the system pages in what is read, so it may be larger than memory. The mapping is released with the
/// column by the handle's finaliser.
/// </summary>
internal sealed class MappedColumn : NumericColumn
{
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly long _offset;

    /// <param name="file">Open file; the caller has checked that all elements lie in it.</param>
    /// <param name="offset">Where the first element is.</param>
    public MappedColumn(string name, ElementType type, int rows, IReadOnlyList<int> rowShape, FileStream file, long offset)
        : base(name, type, rows, rowShape)
    {
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // From 0 on, because a view that begins elsewhere is silently moved to a page boundary.
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        _offset = offset;
    }

    public override unsafe void CopyRow(int row, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        byte* start = null;
        try
        {
            _view.AcquirePointer(ref start);
            new ReadOnlySpan<byte>(start + _offset + (long)row * RowBytes, RowBytes).CopyTo(destination);
        }
        finally
        {
            if (start is not null) _view.ReleasePointer();
        }
        if (Type == ElementType.Bool) Booleans.Normalise(destination[..RowBytes]);
    }
}
