using ModelCI.Core.Problems;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Slices;

/// <summary>
/// DuckDB's list of functions, for one question: is a function's value fixed by its arguments? Else a slice would change from run to run, or
/// with the items around one.
/// </summary>
internal sealed class FunctionCatalog
{
    // Listed by DuckDB as fixed by their arguments, although they look at settings.
    private static readonly HashSet<string> OfSettings = ["current_setting", "getvariable"];

    private readonly DuckDBDatabase _database;
    private readonly ILookup<string, Entry> _entries;

    public FunctionCatalog(DuckDBDatabase database)
    {
        _database = database;
        _entries = Read(database).ToLookup(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The problem with the first function that a slice must not use; null where there is none.</summary>
    public Problem? Check(string slice, Expression expression) =>
        expression.Functions.Select(function => Check(slice, function.Name, function.Arguments)).OfType<Problem>().FirstOrDefault();

    private Problem? Check(string slice, string name, int arguments)
    {
        Entry[] entries = [.. _entries[name].Where(entry => entry.Kind is not ("table" or "table_macro" or "pragma"))];
        if (entries.Length == 0) return SliceProblems.UnknownFunction(slice, name, _entries.Where(group => group.Any(entry => entry.Stability == "CONSISTENT")).Select(group => group.Key));
        if (entries.Any(entry => entry.Kind == "aggregate")) return SliceProblems.AggregateFunction(slice, name);
        // age(x) is the time from x until today.
        var isFixed = !OfSettings.Contains(name) && (name, arguments) != ("age", 1) && entries.All(IsFixed);
        return isFixed ? null : SliceProblems.VolatileFunction(slice, name);
    }

    private bool IsFixed(Entry entry) => entry.Kind == "macro" ? IsFixedMacro(entry) : entry.Stability == "CONSISTENT";

    private bool IsFixedMacro(Entry macro)
    {
        try
        {
            var expression = ExpressionReader.Read(_database, "", macro.Definition);
            // A name that is no parameter is a function in disguise: current_timestamp.
            return expression.Columns.All(macro.Parameters.Split(',').Contains) && Check("", expression) is null;
        }
        catch (ModelCIException)
        {
            return false;
        }
    }

    private static IEnumerable<Entry> Read(DuckDBDatabase database)
    {
        using var result = database.Query(
            "SELECT DISTINCT function_name, function_type, coalesce(stability, ''), coalesce(macro_definition, ''), "
            + "coalesce(array_to_string(parameters, ','), '') FROM duckdb_functions()");
        foreach (var chunk in result.ReadChunks())
        {
            for (var row = 0; row < chunk.RowCount; row++)
                yield return new Entry(chunk.GetString(0, row), chunk.GetString(1, row), chunk.GetString(2, row), chunk.GetString(3, row), chunk.GetString(4, row));
        }
    }

    private sealed record Entry(string Name, string Kind, string Stability, string Definition, string Parameters);
}
