using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using ModelCI.Core.Items;

namespace ModelCI.Benchmarks.Inference;

/// <summary>Images of one byte per pixel out of a mapped .npy file of version 1.</summary>
internal sealed unsafe class MappedArray : NumericColumn, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public MappedArray(string path, IReadOnlyList<int> rowShape)
        : this(path, HeaderOf(path), rowShape)
    {
    }

    private MappedArray(string path, int header, IReadOnlyList<int> rowShape)
        : base("image", ElementType.UInt8, (int)((new FileInfo(path).Length - header) / rowShape.Aggregate(1, (a, b) => a * b)), rowShape)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += header;
    }

    public override void CopyRow(int row, Span<byte> destination) => CopyRows(row, destination[..RowBytes]);

    public override void CopyRows(int first, Span<byte> destination) => new ReadOnlySpan<byte>(_start + ((long)first * RowBytes), destination.Length).CopyTo(destination);

    /// <summary>Items named by their row.</summary>
    public ItemPool ToPool() => new([.. Enumerable.Range(0, Rows).Select(row => row.ToString(null, null))], [this], "", new byte[Rows * ItemPool.DigestBytes], hasNamedIds: false);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static int HeaderOf(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[10];
        stream.ReadExactly(start);
        return start.Length + BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
    }
}
