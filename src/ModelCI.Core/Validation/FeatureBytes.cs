using System.Buffers.Binary;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>The features of one item after the other as bytes, in a buffer that is used again: equal bytes, equal features. Not thread-safe.</summary>
internal sealed class FeatureBytes
{
    private readonly NumericColumn[] _numbers;
    private readonly TextColumn[] _texts;
    private readonly int _width;
    private byte[] _buffer;

    public FeatureBytes(ItemPool items)
    {
        _numbers = [.. items.Columns.OfType<NumericColumn>()];
        _texts = [.. items.Columns.OfType<TextColumn>()];
        _width = checked(_numbers.Sum(column => column.RowBytes) + (_texts.Length * sizeof(int)));
        _buffer = new byte[_width];
    }

    /// <summary>Valid up to the next call.</summary>
    public ReadOnlySpan<byte> Of(int row)
    {
        var length = 0;
        foreach (var column in _numbers)
        {
            column.CopyRow(row, _buffer.AsSpan(length, column.RowBytes));
            length += column.RowBytes;
        }
        foreach (var column in _texts)
        {
            // The length, then the text, so that 'ab', 'c' and 'a', 'bc' differ.
            var bytes = column.LengthOf(row);
            if (_buffer.Length < length + bytes + _width) Array.Resize(ref _buffer, checked(2 * (length + bytes + _width)));
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(length), bytes);
            column.CopyRow(row, _buffer.AsSpan(length + sizeof(int), bytes));
            length += sizeof(int) + bytes;
        }
        return _buffer.AsSpan(0, length);
    }
}
