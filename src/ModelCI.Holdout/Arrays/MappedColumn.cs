using ModelCI.Core.Items;
using ModelCI.Holdout.Spooling;

namespace ModelCI.Holdout.Arrays;

/// <summary>An array that stays in its file, so it may be larger than memory.</summary>
internal sealed class MappedColumn : NumericColumn
{
    private readonly Mapping _mapping;
    private readonly long _offset;

    /// <param name="offset">Where the first element is; the caller has checked that all elements lie in the file.</param>
    public MappedColumn(string name, ElementType type, int rows, IReadOnlyList<int> rowShape, Mapping mapping, long offset)
        : base(name, type, rows, rowShape)
    {
        _mapping = mapping;
        _offset = offset;
    }

    public override void CopyRow(int row, Span<byte> destination) => CopyRows(row, destination[..RowBytes]);

    public override void CopyRows(int first, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Rows - (destination.Length / RowBytes));
        _mapping.CopyTo(_offset + ((long)first * RowBytes), destination);
        if (Type == ElementType.Bool) Booleans.Normalise(destination);
    }
}
