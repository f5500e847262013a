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
        foreach (var chunk in table.Select(string.Join(", ", positions.Select(position => Tests(CsvTable.Cell(position))))))
        {
            for (var column = 0; column < types.Length; column++)
            {
                if (chunk.GetBooleans(2 * column)[0]) types[column] = CellType.Integer;
                else if (chunk.GetBooleans(2 * column + 1)[0]) types[column] = CellType.Number;
            }
        }
        return types;
    }

    // DuckDB also reads '1_000' as a number, which is far more often a code than a thousand. An aggregate skips empty cells (NULL).
    private static string Tests(string cell) =>
        $"coalesce(count({cell}) = count(*) AND bool_and(coalesce(CAST(TRY_CAST({cell} AS BIGINT) AS VARCHAR), '') = {cell}), false), "
        + $"coalesce(bool_and(TRY_CAST({cell} AS DOUBLE) IS NOT NULL AND NOT contains({cell}, '_')) FILTER ({cell} IS NOT NULL), false)";
}
