using System.Buffers.Binary;
using ModelCI.Core.Items;

namespace ModelCI.Inference.Client;

/// <summary>Packs rows of the items into the bytes that make a batch: their number, then column by column.</summary>
internal sealed class BatchEncoder(IReadOnlyList<FeatureColumn> columns)
{
    private readonly int _numberBytes = columns.OfType<NumericColumn>().Sum(column => column.RowBytes);
    private readonly TextColumn[] _texts = [.. columns.OfType<TextColumn>()];

    /// <summary>Bytes of a batch.</summary>
    public long SizeOf(ReadOnlySpan<int> rows)
    {
        var size = sizeof(int) + ((long)rows.Length * (_numberBytes + (_texts.Length * sizeof(int))));
        foreach (var column in _texts)
        {
            foreach (var row in rows) size += column.LengthOf(row);
        }
        return size;
    }

    /// <param name="target"><see cref="SizeOf"/> long.</param>
    public void Encode(ReadOnlySpan<int> rows, Span<byte> target)
    {
        var rest = WriteInt32(rows.Length, target);
        foreach (var column in columns) rest = column is NumericColumn numbers ? Write(numbers, rows, rest) : Write((TextColumn)column, rows, rest);
    }

    private static Span<byte> Write(NumericColumn column, ReadOnlySpan<int> rows, Span<byte> target)
    {
        var width = column.RowBytes;
        var end = rows.Length * width;
        if (AreNeighbours(rows)) column.CopyRows(rows[0], target[..end]);
        else for (var index = 0; index < rows.Length; index++) column.CopyRow(rows[index], target.Slice(index * width, width));
        return target[end..];
    }

    private static bool AreNeighbours(ReadOnlySpan<int> rows)
    {
        for (var index = 1; index < rows.Length; index++)
        {
            if (rows[index] != rows[0] + index) return false;
        }
        return true;
    }

    private static Span<byte> Write(TextColumn column, ReadOnlySpan<int> rows, Span<byte> target)
    {
        foreach (var row in rows)
        {
            var length = column.LengthOf(row);
            target = WriteInt32(length, target);
            column.CopyRow(row, target[..length]);
            target = target[length..];
        }
        return target;
    }

    private static Span<byte> WriteInt32(int value, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, value);
        return target[sizeof(int)..];
    }
}
