using System.Buffers.Binary;
using System.Runtime.InteropServices;
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
            var text = MemoryMarshal.AsBytes(column[row].AsSpan());
            if (_buffer.Length < length + text.Length + _width) Array.Resize(ref _buffer, checked(2 * (length + text.Length + _width)));
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(length), text.Length);
            text.CopyTo(_buffer.AsSpan(length + sizeof(int)));
            length += sizeof(int) + text.Length;
        }
        return _buffer.AsSpan(0, length);
    }
}
