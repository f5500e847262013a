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

    public void Write(int row, DigestWriter item)
    {
        item.Write(_description);
        if (_column is NumericColumn numbers)
        {
            var value = item.Reserve(numbers.RowBytes);
            numbers.CopyRow(row, value);
            CanonicalNaN.Apply(numbers.Type, value);
        }
        else
        {
            item.Write(((TextColumn)_column)[row]);
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
