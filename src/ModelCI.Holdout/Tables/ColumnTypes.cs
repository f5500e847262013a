using System.Globalization;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Tables;

/// <summary>Infers the types of text columns over all of their cells, never over a sample.</summary>
internal static class ColumnTypes
{
    /// <summary>
    /// Integer: every cell is the canonical text of a 64-bit integer. Number: every cell reads as a number, or is empty. A column without any
    /// value is text, because nothing says otherwise.
    /// </summary>
    public static IReadOnlyList<CellType> Infer(CsvTable table, IReadOnlyList<int> positions)
    {
        var types = new CellType[positions.Count];
        foreach (var chunk in table.Select(string.Join(", ", positions.Select(position => LeastTypeAndCount(CsvTable.Cell(position))))))
        {
            for (var column = 0; column < types.Length; column++) types[column] = TypeOf(chunk, 2 * column, table.Rows);
        }
        return types;
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
