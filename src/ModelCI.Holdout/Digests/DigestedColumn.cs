using System.Buffers.Binary;
using System.Text;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Digests;

/// <summary>A column as it enters an item's digest: name, element type, row shape (the same for every item), then the value.</summary>
internal sealed class DigestedColumn
{
    private readonly FeatureColumn _column;
    private readonly byte[] _description;

    public DigestedColumn(FeatureColumn column)
    {
        _column = column;
        IEnumerable<int> shape = [column.RowShape.Count, .. column.RowShape];
        _description = [.. Prefixed(column.Name), .. Prefixed(column.Type.ToString()), .. shape.SelectMany(Number)];
    }

    /// <summary>Bytes of an item's numbers; 0 for text.</summary>
    public int RowBytes => _column is NumericColumn numbers ? numbers.RowBytes : 0;

    /// <summary>Reads the numbers of several items, in the form in which they are digested.</summary>
    /// <param name="first">The row of the first of them.</param>
    /// <param name="block"><see cref="RowBytes"/> for each.</param>
    public void Read(int first, Span<byte> block)
    {
        if (_column is not NumericColumn numbers) return;
        numbers.CopyRows(first, block);
        CanonicalNaN.Apply(numbers.Type, block);
    }

    /// <param name="numbers">Of the item in that row, as <see cref="Read"/> gives them; empty for text.</param>
    public void Write(int row, ReadOnlySpan<byte> numbers, DigestWriter item)
    {
        if (_column is TextColumn texts)
        {
            var length = texts.LengthOf(row);
            item.Write(_description);
            item.Write(length);
            texts.CopyRow(row, item.Reserve(length));
        }
        else
        {
            item.Write(_description, numbers);
        }
    }

    private static byte[] Prefixed(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
