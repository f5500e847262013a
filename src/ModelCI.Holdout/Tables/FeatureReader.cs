using ModelCI.Core.Items;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Tables;

/// <summary>Turns columns of a CSV table into features.</summary>
internal static class FeatureReader
{
    // DuckDB plans a statement over thousands of columns in more than linear time.
    private const int ColumnsPerQuery = 32;

    public static IReadOnlyList<CellType> Types(CsvTable table, IReadOnlyList<int> positions) =>
        [.. positions.Chunk(ColumnsPerQuery).SelectMany(some => ColumnTypes.Infer(table, some))];

    /// <param name="types">By position.</param>
    public static IReadOnlyList<FeatureColumn> Read(CsvTable table, IReadOnlyList<int> positions, IReadOnlyList<CellType> types) =>
        [.. positions.Zip(types).Chunk(ColumnsPerQuery).SelectMany(some => ReadTogether(table, [.. some.Select(column => column.First)], [.. some.Select(column => column.Second)]))];

    private static IEnumerable<FeatureColumn> ReadTogether(CsvTable table, int[] positions, CellType[] types)
    {
        var values = types.Select(type => Room(type, table.Rows)).ToArray();
        var cells = positions.Zip(types, (position, type) => Conversion(CsvTable.Cell(position), type));
        var row = 0;
        foreach (var chunk in table.Select(string.Join(", ", cells)))
        {
            for (var column = 0; column < values.Length; column++) Copy(chunk, column, values[column], row);
            row += chunk.RowCount;
        }
        return positions.Zip(values, (position, cellValues) => Column(table, position, cellValues));
    }

    private static Array Room(CellType type, int rows) => type switch
    {
        CellType.Integer => new long[rows],
        CellType.Number => new double[rows],
        _ => new string[rows],
    };

    private static string Conversion(string cell, CellType type) => type switch
    {
        CellType.Integer => $"CAST({cell} AS BIGINT)",
        CellType.Number => $"coalesce(CAST({cell} AS DOUBLE), 'nan')",
        _ => $"coalesce({cell}, '')",
    };

    /// <summary>SQL for a cell as slices compare it: what is missing is NULL.</summary>
    public static string Comparable(string cell, CellType type) => type switch
    {
        CellType.Integer => $"CAST({cell} AS BIGINT)",
        CellType.Number => $"nullif(CAST({cell} AS DOUBLE), 'nan')",
        _ => cell,
    };

    private static void Copy(DuckDBChunk chunk, int column, Array values, int row)
    {
        switch (values)
        {
            case long[] integers:
                chunk.GetInt64s(column).CopyTo(integers.AsSpan(row));
                break;
            case double[] numbers:
                chunk.GetDoubles(column).CopyTo(numbers.AsSpan(row));
                break;
            case string[] texts:
                for (var index = 0; index < chunk.RowCount; index++) texts[row + index] = chunk.GetString(column, index);
                break;
        }
    }

    private static FeatureColumn Column(CsvTable table, int position, Array values) => values switch
    {
        long[] integers => new IntegerColumn(table.Names[position], integers),
        double[] numbers => new NumberColumn(table.Names[position], numbers, () => table.Texts(position)),
        _ => new TextColumn(table.Names[position], (string[])values),
    };
}
