using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ModelCI.Holdout.Spooling;

/// <summary>
/// A file as memory, to be read: the system pages in what is read, so it may be larger than memory. Released by its finaliser, when the columns
/// over it are gone. Only copies are handed out, so that nobody holds a pointer into it by then.
/// </summary>
internal sealed unsafe class Mapping
{
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly byte* _start;

    /// <param name="file">Not empty; may be closed afterwards. Nothing may cut it off.</param>
    public Mapping(FileStream file)
    {
        Length = file.Length;
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // From 0 on, because a view that begins elsewhere is silently moved to a page boundary.
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        // Once, not at every copy: that would cost more than the copy.
        _view.AcquirePointer(ref _start);
    }

    ~Mapping()
    {
        if (_start is not null) _view.ReleasePointer();
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Copies what lies from <paramref name="offset"/> on.</summary>
    public void CopyTo(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        new ReadOnlySpan<byte>(_start + offset, destination.Length).CopyTo(destination);
        GC.KeepAlive(this);
    }
}
