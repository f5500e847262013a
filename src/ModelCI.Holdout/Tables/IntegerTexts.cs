using System.Buffers.Binary;
using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Tables;

/// <summary>The texts of a CSV column of integers. The canonical text is what the file says, or the column would not be one of integers.</summary>
internal sealed class IntegerTexts(NumericColumn values) : TextColumn(values.Name, values.Rows)
{
    private const int Longest = 20;

    public override int LengthOf(int row) => Write(row, stackalloc byte[Longest]);

    public override void CopyRow(int row, Span<byte> destination) => Write(row, destination);

    private int Write(int row, Span<byte> destination)
    {
        Span<byte> value = stackalloc byte[sizeof(long)];
        values.CopyRow(row, value);
        BinaryPrimitives.ReadInt64LittleEndian(value).TryFormat(destination, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }
}
