using ModelCI.DuckDB;

namespace ModelCI.Holdout.Slices;

/// <summary>Items as predicates see them.</summary>
/// <param name="From">What follows SQL's FROM.</param>
/// <param name="Columns">Neither labels nor excluded columns are among them.</param>
/// <param name="Hidden">Names of columns that predicates must not see.</param>
/// <param name="Rows">Number of items.</param>
/// <param name="File">For messages.</param>
/// <param name="IsSecret">Whether no message may hold a value.</param>
internal sealed record SliceSource(
    DuckDBDatabase Database, string From, IReadOnlyList<SliceColumn> Columns, IReadOnlyList<string> Hidden, int Rows, string File, bool IsSecret)
{
    /// <summary>Streams expressions over the named columns, in the items' order.</summary>
    /// <param name="expressions">Checked: each of them sees these columns and nothing else.</param>
    public DuckDBResult Select(IEnumerable<string> expressions, IEnumerable<SliceColumn> columns, string limit = "")
    {
        // A predicate without a column still has a row per item.
        var seen = columns.Select(column => $"{column.Expression} AS {DuckDBText.Identifier(column.Name)}").DefaultIfEmpty("NULL");
        // On lines of their own: a predicate may end in a comment.
        return Database.Query($"SELECT {string.Join(", ", expressions.Select(expression => $"(\n{expression}\n)"))} FROM (SELECT {string.Join(", ", seen)} FROM {From}){limit}");
    }
}
