namespace ModelCI.Core.Items;

/// <summary>A column of numbers. Where the bytes live (memory, a mapped file) is the subclass's business.</summary>
public abstract class NumericColumn : FeatureColumn
{
    /// <summary>Shared part.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is <see cref="ElementType.String"/>.</exception>
    protected NumericColumn(string name, ElementType type, int rows, IReadOnlyList<int> rowShape)
        : base(name, type, rows, rowShape)
    {
        ElementBytes = SizeOf(type);
    }

    /// <summary>Bytes of one element.</summary>
    public int ElementBytes { get; }

    /// <summary>Bytes of one item's value.</summary>
    public int RowBytes => ElementsPerRow * ElementBytes;

    /// <summary>Writes one item's elements, little-endian, C order, into <paramref name="destination"/> (<see cref="RowBytes"/> long).</summary>
    public abstract void CopyRow(int row, Span<byte> destination);

    /// <summary>Writes the elements of several items, one after the other, as <see cref="CopyRow"/> does.</summary>
    /// <param name="first">The row of the first of them.</param>
    /// <param name="destination">A multiple of <see cref="RowBytes"/> long, which says how many.</param>
    public virtual void CopyRows(int first, Span<byte> destination)
    {
        for (var start = 0; start < destination.Length; start += RowBytes) CopyRow(first++, destination.Slice(start, RowBytes));
    }

    /// <summary>
    /// The values as text where the source was text (a CSV column that reads as numbers but feeds a string input); otherwise null.
    /// </summary>
    public virtual TextColumn? AsText() => null;

    /// <summary>Bytes of one element of a numeric type.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is <see cref="ElementType.String"/>.</exception>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 or ElementType.Bool => 1,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 => 2,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Float32 => 4,
        ElementType.Int64 or ElementType.UInt64 or ElementType.Float64 => 8,
        _ => throw new ArgumentException($"{type} is not numeric", nameof(type)),
    };
}
