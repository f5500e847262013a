using System.Buffers;
using System.Buffers.Binary;
using ModelCI.Core.Items;

namespace ModelCI.Inference.Client;

/// <summary>Packs rows of the items into a frame, in a buffer that every batch reuses.</summary>
internal sealed class BatchEncoder(IReadOnlyList<FeatureColumn> columns)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<int> rows)
    {
        _buffer.ResetWrittenCount();
        WriteInt32(rows.Length);
        foreach (var column in columns)
        {
            if (column is NumericColumn numbers) Write(numbers, rows);
            else Write((TextColumn)column, rows);
        }
        return _buffer.WrittenSpan;
    }

    private void Write(NumericColumn column, ReadOnlySpan<int> rows)
    {
        var width = column.RowBytes;
        var target = _buffer.GetSpan(rows.Length * width);
        for (var index = 0; index < rows.Length; index++) column.CopyRow(rows[index], target.Slice(index * width, width));
        _buffer.Advance(rows.Length * width);
    }

    private void Write(TextColumn column, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            var length = column.LengthOf(row);
            WriteInt32(length);
            column.CopyRow(row, _buffer.GetSpan(length)[..length]);
            _buffer.Advance(length);
        }
    }

    private void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }
}
