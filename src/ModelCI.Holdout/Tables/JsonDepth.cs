using System.Globalization;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Tables;

/// <summary>How deep the values of JSON lines are nested. DuckDB follows them by recursion without a limit: some ten thousand levels end the process.</summary>
internal static class JsonDepth
{
    // No value that is read has more than a record, a list in it, and its elements.
    private const int Deepest = 64;

    /// <param name="lines">SQL for a table with a column <c>line</c>.</param>
    /// <returns>Whether a line is nested deeper than any value that is read.</returns>
    /// <exception cref="DuckDBException">The lines cannot be read.</exception>
    public static bool IsTooDeep(DuckDBDatabase database, string lines)
    {
        // Only lines with that many brackets, which may also stand side by side or within texts, are looked at symbol by symbol.
        using var result = database.Query(string.Create(
            CultureInfo.InvariantCulture, $$"""SELECT line FROM {{lines}} WHERE length(line) - length(translate(line, '[{', '')) > {{Deepest}}"""));
        foreach (var chunk in result.ReadChunks())
        {
            for (var row = 0; row < chunk.RowCount; row++) if (DepthOf(chunk.GetString(0, row)) > Deepest) return true;
        }
        return false;
    }

    private static int DepthOf(string line)
    {
        var (depth, deepest, isText) = (0, 0, false);
        for (var at = 0; at < line.Length; at++)
        {
            var symbol = line[at];
            if (isText && symbol == '\\') at++;
            else if (symbol == '"') isText = !isText;
            else if (!isText && symbol is ('[' or '{')) deepest = Math.Max(deepest, ++depth);
            else if (!isText && symbol is (']' or '}')) depth--;
        }
        return deepest;
    }
}
