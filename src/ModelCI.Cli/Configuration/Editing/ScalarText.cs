using ModelCI.Cli.Configuration.Yaml;

namespace ModelCI.Cli.Configuration.Editing;

/// <summary>A text as a YAML scalar of one line.</summary>
internal static class ScalarText
{
    /// <param name="quoting">That of the value in whose place it comes.</param>
    /// <returns>Null where one line cannot hold it, or where it comes in the place of a block.</returns>
    public static string? Of(string value, ScalarQuoting quoting)
    {
        if (quoting == ScalarQuoting.Block || value.Any(char.IsControl)) return null;
        return quoting switch
        {
            ScalarQuoting.Double => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            ScalarQuoting.Plain when value.All(IsPlain) && !value.StartsWith('-') => value,
            _ => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
        };
    }

    // Less than YAML allows without quotes, and the same in lists and mappings of one line.
    private static bool IsPlain(char symbol) => char.IsAsciiLetterOrDigit(symbol) || symbol is '.' or '_' or '-' or '/';
}
