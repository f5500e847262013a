using ModelCI.DuckDB;

namespace ModelCI.Holdout;

/// <summary>What tables are read with.</summary>
public static class TableEngine
{
    /// <summary>Such as v1.5.5; its library is loaded for it.</summary>
    /// <exception cref="DllNotFoundException">The library is not there.</exception>
    public static string Version()
    {
        using var database = DuckDBDatabase.OpenInMemory([], temporaryDirectory: DuckDBDatabase.NoTemporaryDirectory);
        using var result = database.Query("SELECT version()");
        return result.ReadChunks().Select(chunk => chunk.GetString(0, 0)).First();
    }
}
