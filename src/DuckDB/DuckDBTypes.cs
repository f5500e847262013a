namespace ModelCI.DuckDB;

/// <summary>How values of a type lie in memory.</summary>
public static class DuckDBTypes
{
    /// <summary>Bytes of a value in a column's memory; 0 where values are not of one width, or not read by their bytes.</summary>
    public static int Width(this DuckDBType type) => type switch
    {
        DuckDBType.Boolean or DuckDBType.TinyInt or DuckDBType.UTinyInt => 1,
        DuckDBType.SmallInt or DuckDBType.USmallInt => 2,
        DuckDBType.Integer or DuckDBType.UInteger or DuckDBType.Float => 4,
        DuckDBType.BigInt or DuckDBType.UBigInt or DuckDBType.Double => 8,
        _ => 0,
    };
}
