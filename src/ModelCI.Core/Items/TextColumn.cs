namespace ModelCI.Core.Items;

/// <summary>A scalar column of text.</summary>
public sealed class TextColumn : FeatureColumn
{
    private readonly string[] _values;

    /// <summary>A column over <paramref name="values"/>, one per item; the array is not copied and must not change.</summary>
    public TextColumn(string name, string[] values)
        : base(name, ElementType.String, values.Length, [])
    {
        _values = values;
    }

    /// <summary>The text of the item in row <paramref name="row"/>.</summary>
    public string this[int row] => _values[row];
}
