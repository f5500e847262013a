using System.Text.Json;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Slices;

/// <summary>
/// Takes a predicate apart with DuckDB's own parser, and refuses all that is not one scalar expression: what is let through means the same
/// wherever it stands in a statement.
/// </summary>
internal static class ExpressionReader
{
    private const string Start = "SELECT\n";
    private const int DeepestTree = 4096;

    // Everything that is not listed here is refused: statements within it, windows, parameters, lambdas, stars, positions, defaults.
    private static readonly HashSet<string> Scalar =
        ["BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION", "OPERATOR"];

    /// <exception cref="ModelCIException">MCI3201, MCI3202.</exception>
    public static Expression Read(DuckDBDatabase database, string slice, string sql)
    {
        if (sql.Contains('\0', StringComparison.Ordinal)) throw SliceProblems.Syntax(slice, sql, "a NUL character", null);
        using var tree = JsonDocument.Parse(Parse(database, sql), new JsonDocumentOptions { MaxDepth = DeepestTree });
        var root = tree.RootElement;
        if (root.GetProperty("error").GetBoolean()) throw Mistake(slice, sql, root);
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1) throw SliceProblems.NotOneExpression(slice, $"{statements.GetArrayLength()} statements");
        var found = new Found(slice);
        found.Walk(OnlyExpression(slice, statements[0].GetProperty("node")));
        return new Expression([.. found.Columns], [.. found.Functions]);
    }

    private static string Parse(DuckDBDatabase database, string sql)
    {
        using var result = database.Query($"SELECT json_serialize_sql({DuckDBText.Literal(Start + sql)})");
        return result.ReadChunks().Select(chunk => chunk.GetString(0, 0)).First();
    }

    private static ModelCIException Mistake(string slice, string sql, JsonElement root)
    {
        var message = root.GetProperty("error_message").GetString()!.Split('\n')[0];
        var isPlaced = root.TryGetProperty("position", out var position) && int.TryParse(position.GetString(), out _);
        return SliceProblems.Syntax(slice, sql, message, isPlaced ? int.Parse(position.GetString()!) - Start.Length : null);
    }

    private static JsonElement OnlyExpression(string slice, JsonElement node)
    {
        if (node.GetProperty("type").GetString() != "SELECT_NODE") throw SliceProblems.NotOneExpression(slice, "a combination of statements");
        var list = node.GetProperty("select_list");
        if (list.GetArrayLength() != 1) throw SliceProblems.NotOneExpression(slice, $"{list.GetArrayLength()} expressions");
        var isPlain = node.GetProperty("from_table").GetProperty("type").GetString() == "EMPTY"
            && node.GetProperty("modifiers").GetArrayLength() == 0
            && node.GetProperty("cte_map").GetProperty("map").GetArrayLength() == 0
            && node.GetProperty("group_sets").GetArrayLength() == 0
            && ((string[])["where_clause", "having", "qualify", "sample"]).All(clause => node.GetProperty(clause).ValueKind == JsonValueKind.Null);
        if (!isPlain) throw SliceProblems.NotOneExpression(slice, "clauses of a statement (FROM, WHERE, ORDER BY, ...)");
        return list[0].GetProperty("alias").GetString() == "" ? list[0] : throw SliceProblems.NotOneExpression(slice, "a name for the expression (AS)");
    }

    private sealed class Found(string slice)
    {
        public HashSet<string> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<(string, int)> Functions { get; } = [];

        public void Walk(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var part in element.EnumerateArray()) Walk(part);
            }
            if (element.ValueKind != JsonValueKind.Object) return;
            if (element.TryGetProperty("class", out var kind)) Check(kind.GetString()!, element);
            foreach (var part in element.EnumerateObject()) Walk(part.Value);
        }

        private void Check(string kind, JsonElement element)
        {
            if (!Scalar.Contains(kind)) throw SliceProblems.NotOneExpression(slice, Word(kind));
            if (kind == "COLUMN_REF") Columns.Add(string.Join('.', element.GetProperty("column_names").EnumerateArray().Select(name => name.GetString())));
            if (kind != "FUNCTION") return;
            // What only an aggregate takes: FILTER, ORDER BY, DISTINCT.
            if (element.GetProperty("filter").ValueKind != JsonValueKind.Null || element.GetProperty("distinct").GetBoolean()
                || element.GetProperty("order_bys").GetProperty("orders").GetArrayLength() > 0) throw SliceProblems.NotOneExpression(slice, "an aggregate");
            Functions.Add((element.GetProperty("function_name").GetString()!.ToLowerInvariant(), element.GetProperty("children").GetArrayLength()));
        }

        private static string Word(string kind) => kind switch
        {
            "SUBQUERY" => "a subquery",
            "WINDOW" => "a window function (OVER)",
            "PARAMETER" => "a parameter",
            "LAMBDA" => "a lambda, or the operator ->",
            "STAR" => "a star (*)",
            "POSITIONAL_REFERENCE" => "a column by its position (#1)",
            _ => $"the construct {kind}",
        };
    }
}
