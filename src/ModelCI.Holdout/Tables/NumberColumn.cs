using System.Buffers.Binary;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Tables;

/// <summary>A CSV column of numbers. The texts ('007', '1.50') are fetched where a string input asks for them, which is rare.</summary>
internal sealed class NumberColumn : NumericColumn
{
    private readonly double[] _values;
    private readonly Lazy<TextColumn> _texts;

    /// <param name="values">An empty cell is NaN.</param>
    public NumberColumn(string name, double[] values, Func<string[]> texts)
        : base(name, ElementType.Float64, values.Length, [])
    {
        _values = values;
        _texts = new Lazy<TextColumn>(() => new TextColumn(name, texts()));
    }

    public override void CopyRow(int row, Span<byte> destination) => BinaryPrimitives.WriteDoubleLittleEndian(destination, _values[row]);

    public override TextColumn AsText() => _texts.Value;
}
