namespace ModelCI.DuckDB;

/// <summary>Quotes text for SQL. Nothing from a file or a user goes into a statement by another way.</summary>
public static class DuckDBText
{
    /// <summary>A string literal: <c>it's</c> becomes <c>'it''s'</c>. A backslash has no meaning in it.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL, where DuckDB would stop reading.</exception>
    public static string Literal(string text) => Quote(text, '\'');

    /// <summary>A quoted identifier: <c>a"b</c> becomes <c>"a""b"</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a NUL.</exception>
    public static string Identifier(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Quote(name, '"');
    }

    /// <summary>A list of string literals: <c>['a', 'b']</c>.</summary>
    /// <exception cref="ArgumentException">A text holds a NUL.</exception>
    public static string List(IEnumerable<string> texts) => "[" + string.Join(", ", texts.Select(Literal)) + "]";

    /// <summary>Refuses what the C API would silently cut short.</summary>
    internal static void RefuseNul(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("The text holds a NUL character, which ends a statement for DuckDB.", nameof(text));
    }

    private static string Quote(string text, char mark)
    {
        RefuseNul(text);
        string one = mark.ToString();
        return one + text.Replace(one, one + one, StringComparison.Ordinal) + one;
    }
}
