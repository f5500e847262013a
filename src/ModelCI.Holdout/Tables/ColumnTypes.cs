using System.Globalization;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Tables;

/// <summary>Infers the types of text columns over all of their cells, never over a sample.</summary>
internal static class ColumnTypes
{
    private const int PerColumn = 2;

    /// <summary>
    /// Integer: every cell is the canonical text of a 64-bit integer. Number: every cell reads as a number, or is empty. A column without any
    /// value is text, because nothing says otherwise.
    /// </summary>
    public static (int Rows, IReadOnlyList<CellType> Types) Infer(CsvTable table, IReadOnlyList<int> positions)
    {
        var (rows, types) = (0, new List<CellType>());
        // One query at least, for the rows.
        foreach (var some in positions.Chunk(Table.ColumnsPerQuery).DefaultIfEmpty([]))
        {
            foreach (var chunk in table.Select(string.Join(", ", some.Select(position => LeastTypeAndCount(CsvTable.Cell(position))).Prepend("count(*)"))))
            {
                rows = checked((int)chunk.GetInt64s(0)[0]);
                types.AddRange(some.Index().Select(column => TypeOf(chunk, 1 + (PerColumn * column.Index), rows)));
            }
        }
        return (rows, types);
    }

    private static CellType TypeOf(DuckDBChunk chunk, int least, int rows)
    {
        if (chunk.IsNull(least, 0)) return CellType.Text;
        var type = (CellType)chunk.GetInt32s(least)[0];
        // An empty cell becomes NaN, which no integer is.
        return type == CellType.Integer && chunk.GetInt64s(least + 1)[0] < rows ? CellType.Number : type;
    }

    // DuckDB also reads '1_000' as a number, which is far more often a code than a thousand. Aggregates skip empty cells (NULL).
    private static string LeastTypeAndCount(string cell) => string.Create(CultureInfo.InvariantCulture, $"""
        min(CASE WHEN {cell} IS NULL THEN NULL
                 WHEN CAST(TRY_CAST({cell} AS BIGINT) AS VARCHAR) = {cell} THEN {(int)CellType.Integer}
                 WHEN TRY_CAST({cell} AS DOUBLE) IS NOT NULL AND NOT contains({cell}, '_') THEN {(int)CellType.Number}
                 ELSE {(int)CellType.Text} END), count({cell})
        """);
}
