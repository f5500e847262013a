using System.Globalization;
using System.Runtime.InteropServices;
using ModelCI.Core.Items;
using ModelCI.Core.Validation;

namespace ModelCI.Core.Tests.Validation;

/// <summary>Test sets in memory; items are called i0, i1 ...</summary>
internal static class TestSets
{
    public static readonly ClassList TwoClasses = new(["no", "yes"]);

    public static NumericColumn Numbers<T>(string name, ElementType type, T[] values, params int[] rowShape)
        where T : unmanaged => new MemoryColumn(name, type, rowShape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public static TextColumn Texts(string name, params string[] values) => TextColumn.Of(name, values);

    public static ItemPool Of(params FeatureColumn[] columns) => new(
        [.. Enumerable.Range(0, columns[0].Rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"i{row}"))], columns, "digest",
        new byte[columns[0].Rows * ItemPool.DigestBytes], hasNamedIds: true);

    /// <summary>No label at all.</summary>
    public static LabelBook Unlabelled(ItemPool items) => new(TwoClasses, [.. Enumerable.Repeat(LabelBook.Missing, items.Count)]);

    /// <summary>As many labels of one class as of the other.</summary>
    public static LabelBook Balanced(ItemPool items) => new(TwoClasses, [.. Enumerable.Range(0, items.Count).Select(row => row % 2)]);

    public static IReadOnlyList<Finding> Check(ItemPool items, CheckDepth depth, params ColumnSchema[] columns) =>
        HoldoutCheck.Of(new HoldoutSchema(columns), items, Unlabelled(items), depth);

    private sealed class MemoryColumn(string name, ElementType type, IReadOnlyList<int> rowShape, byte[] bytes)
        : NumericColumn(name, type, bytes.Length / (rowShape.Aggregate(1, (a, b) => a * b) * SizeOf(type)), rowShape)
    {
        public override void CopyRow(int row, Span<byte> destination) => bytes.AsSpan(row * RowBytes, RowBytes).CopyTo(destination);
    }
}
