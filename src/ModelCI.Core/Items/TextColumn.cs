using System.Text;

namespace ModelCI.Core.Items;

/// <summary>A scalar column of text. Where the text lives (memory, a mapped file) is the subclass's business; it comes as UTF-8, which models take.</summary>
public abstract class TextColumn : FeatureColumn
{
    /// <summary>Shared part.</summary>
    /// <exception cref="ArgumentException">A negative row count.</exception>
    protected TextColumn(string name, int rows)
        : base(name, ElementType.String, rows, [])
    {
    }

    /// <summary>The text of the item in row <paramref name="row"/>.</summary>
    public string this[int row]
    {
        get
        {
            var utf8 = new byte[LengthOf(row)];
            CopyRow(row, utf8);
            return Encoding.UTF8.GetString(utf8);
        }
    }

    /// <summary>A column over <paramref name="values"/>, one per item; the list is not copied and must not change.</summary>
    public static TextColumn Of(string name, IReadOnlyList<string> values) => new Strings(name, values);

    /// <summary>Bytes of one item's text.</summary>
    public abstract int LengthOf(int row);

    /// <summary>Writes one item's text as UTF-8 into <paramref name="destination"/> (<see cref="LengthOf"/> long).</summary>
    public abstract void CopyRow(int row, Span<byte> destination);

    private sealed class Strings(string name, IReadOnlyList<string> values) : TextColumn(name, values.Count)
    {
        public override int LengthOf(int row) => Encoding.UTF8.GetByteCount(values[row]);

        public override void CopyRow(int row, Span<byte> destination) => Encoding.UTF8.GetBytes(values[row], destination);
    }
}
