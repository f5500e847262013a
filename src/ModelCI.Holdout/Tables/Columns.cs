using ModelCI.DuckDB;

namespace ModelCI.Holdout.Tables;

/// <summary>What DuckDB says of a source's columns.</summary>
internal static class Columns
{
    /// <param name="guard">Turns DuckDB's failures into problems.</param>
    public static (IReadOnlyList<string> Names, IReadOnlyList<SqlType> Types) Of(
        DuckDBDatabase database, string from, Func<Func<IReadOnlyList<string>>, IReadOnlyList<string>> guard)
    {
        var described = guard(() => Texts(database, $"DESCRIBE SELECT * FROM {from}", columns: 2));
        return ([.. described.Where((_, index) => index % 2 == 0)], [.. described.Where((_, index) => index % 2 == 1).Select(name => new SqlType(name))]);
    }

    /// <summary>The texts of the first columns of a statement's result, row by row.</summary>
    public static IReadOnlyList<string> Texts(DuckDBDatabase database, string sql, int columns = 1)
    {
        var texts = new List<string>();
        using var result = database.Query(sql);
        foreach (var chunk in result.ReadChunks())
        {
            for (var row = 0; row < chunk.RowCount; row++)
            {
                for (var column = 0; column < columns; column++) texts.Add(chunk.GetString(column, row));
            }
        }
        return texts;
    }
}
