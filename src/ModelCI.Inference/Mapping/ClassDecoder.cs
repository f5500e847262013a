using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Inference.Mapping;

/// <summary>The class index that a label output's value means; -1 outside the classes.</summary>
internal sealed class ClassDecoder
{
    private readonly ClassList _classes;
    private readonly bool _isBool;
    private readonly int[]? _boolIndices;

    public ClassDecoder(ClassList classes, ElementType labelType)
    {
        _classes = classes;
        _isBool = labelType == ElementType.Bool;
        if (_isBool && classes.Count == 2) _boolIndices = BoolIndices(classes);
    }

    public int IndexOf(string label) => _classes.IndexOf(label);

    public int IndexOf(long label) => _boolIndices is not null ? _boolIndices[label == 0 ? 0 : 1] : _classes.IndexOf(label);

    /// <summary>The value as the model's user would write it.</summary>
    public string Text(long label) => _isBool ? (label == 0 ? "false" : "true") : label.ToString(CultureInfo.InvariantCulture);

    // Classes that are called false and true are meant by name, whatever their order.
    private static int[]? BoolIndices(ClassList classes)
    {
        int[] indices = [Find("false"), Find("true")];
        return indices.Contains(-1) ? null : indices;

        int Find(string name) => Enumerable.Range(0, 2)
            .FirstOrDefault(index => classes.Names[index].Equals(name, StringComparison.OrdinalIgnoreCase), -1);
    }
}
