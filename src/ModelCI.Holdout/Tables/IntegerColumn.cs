using System.Buffers.Binary;
using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Tables;

/// <summary>A CSV column of integers. Their canonical text is what the file says, or the column would not be one of integers.</summary>
internal sealed class IntegerColumn : NumericColumn
{
    private readonly long[] _values;

    public IntegerColumn(string name, long[] values)
        : base(name, ElementType.Int64, values.Length, [])
    {
        _values = values;
    }

    public override void CopyRow(int row, Span<byte> destination) => BinaryPrimitives.WriteInt64LittleEndian(destination, _values[row]);

    public override TextColumn AsText() => new(Name, [.. _values.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
}
