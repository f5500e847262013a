using System.Runtime.InteropServices;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.DuckDB;
using ModelCI.Holdout.Slices;

namespace ModelCI.Holdout.Arrays;

/// <summary>Slices of items that are arrays: predicates see the arrays of one number an item.</summary>
internal static class ArraySlices
{
    private const string Table = "items";

    public static SliceTable Read(HoldoutSettings settings, string source, IReadOnlyList<NumericColumn> arrays, bool isSecret)
    {
        if (settings.Slices.Count == 0) return SliceTable.None;
        // SQL does not tell names apart that differ in case only: the table's columns are numbered.
        NumericColumn[] scalars = [.. arrays.Where(array => array.RowShape.Count == 0)];
        using var database = DuckDBDatabase.OpenInMemory([], temporaryDirectory: isSecret ? DuckDBDatabase.NoTemporaryDirectory : null);
        Fill(database, arrays[0].Rows, scalars);
        SliceColumn[] visible = [.. scalars.Select((array, index) => new SliceColumn(array.Name, IsFloat(array.Type) ? $"nullif({Name(index)}, 'nan')" : Name(index)))];
        return SliceReader.Read(settings.Slices, new SliceSource(database, Table, visible, settings.Exclude, arrays[0].Rows, source, isSecret));
    }

    private static void Fill(DuckDBDatabase database, int rows, NumericColumn[] arrays)
    {
        // The row number, so that there is a column where no array is a scalar.
        DuckDBColumn[] columns = [.. arrays.Select((array, index) => new DuckDBColumn(Name(index), TypeOf(array.Type))), new("row", DuckDBType.Integer)];
        using var appender = database.CreateTable(Table, columns);
        var halves = new Half[DuckDBAppender.Capacity];
        for (var first = 0; first < rows; first += DuckDBAppender.Capacity)
        {
            var count = Math.Min(DuckDBAppender.Capacity, rows - first);
            for (var column = 0; column < arrays.Length; column++) Fill(appender, column, arrays[column], first, halves.AsSpan(0, count));
            var numbers = appender.Values<int>(arrays.Length);
            for (var index = 0; index < count; index++) numbers[index] = first + index;
            appender.Append(count);
        }
        appender.Complete();
    }

    private static void Fill(DuckDBAppender appender, int column, NumericColumn array, int first, Span<Half> halves)
    {
        if (array.Type != ElementType.Float16)
        {
            array.CopyRows(first, appender.Bytes(column)[..(halves.Length * array.RowBytes)]);
            return;
        }
        array.CopyRows(first, MemoryMarshal.AsBytes(halves));
        var singles = appender.Values<float>(column);
        for (var index = 0; index < halves.Length; index++) singles[index] = (float)halves[index];
    }

    private static string Name(int index) => $"a{index}";

    private static bool IsFloat(ElementType type) => type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    private static DuckDBType TypeOf(ElementType type) => type switch
    {
        ElementType.Bool => DuckDBType.Boolean,
        ElementType.Int8 => DuckDBType.TinyInt,
        ElementType.Int16 => DuckDBType.SmallInt,
        ElementType.Int32 => DuckDBType.Integer,
        ElementType.Int64 => DuckDBType.BigInt,
        ElementType.UInt8 => DuckDBType.UTinyInt,
        ElementType.UInt16 => DuckDBType.USmallInt,
        ElementType.UInt32 => DuckDBType.UInteger,
        ElementType.UInt64 => DuckDBType.UBigInt,
        ElementType.Float16 or ElementType.Float32 => DuckDBType.Float,
        ElementType.Float64 => DuckDBType.Double,
        _ => throw new ArgumentException($"{type} is not numeric", nameof(type)),
    };
}
