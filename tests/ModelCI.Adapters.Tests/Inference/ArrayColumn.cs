using System.Globalization;
using System.Runtime.InteropServices;
using ModelCI.Core.Items;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>A numeric column in memory.</summary>
internal sealed class ArrayColumn : NumericColumn
{
    private readonly byte[] _bytes;
    private readonly string[]? _texts;

    public ArrayColumn(string name, ElementType type, IReadOnlyList<int> rowShape, byte[] bytes, string[]? texts = null)
        : base(name, type, bytes.Length / (rowShape.Aggregate(1, (a, b) => a * b) * SizeOf(type)), rowShape)
    {
        _bytes = bytes;
        _texts = texts;
    }

    public static ArrayColumn Of<T>(string name, ElementType type, T[] values, params int[] rowShape)
        where T : unmanaged => new(name, type, rowShape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public static ArrayColumn OfTexts(string name, string[] texts) =>
        new(name, ElementType.Int64, [], MemoryMarshal.AsBytes(texts.Select(Parse).ToArray().AsSpan()).ToArray(), texts);

    public override void CopyRow(int row, Span<byte> destination) => _bytes.AsSpan(row * RowBytes, RowBytes).CopyTo(destination);

    public override TextColumn? AsText() => _texts is null ? null : TextColumn.Of(Name, _texts);

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
