using ModelCI.Core.Items;

namespace ModelCI.Holdout.Arrays;

/// <summary>An array that was sealed, or had to be rearranged (byte order, Fortran order), and so lies in memory.</summary>
internal sealed class MemoryColumn : NumericColumn
{
    private readonly byte[] _bytes;

    /// <param name="bytes">Little-endian, C order; not copied.</param>
    public MemoryColumn(string name, ElementType type, int rows, IReadOnlyList<int> rowShape, byte[] bytes)
        : base(name, type, rows, rowShape)
    {
        _bytes = bytes;
    }

    public override void CopyRow(int row, Span<byte> destination) => _bytes.AsSpan(row * RowBytes, RowBytes).CopyTo(destination);
}
