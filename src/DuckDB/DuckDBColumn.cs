namespace ModelCI.DuckDB;

/// <summary>A column of a result.</summary>
/// <param name="Name">The name, as the query or the file gives it.</param>
/// <param name="Type">The type; a number outside the enumeration is a type newer than this layer.</param>
public sealed record DuckDBColumn(string Name, DuckDBType Type);
