using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelCI.DuckDB;

/// <summary>
/// DuckDB refused or failed a statement. <see cref="Exception.Message"/> is one line: what DuckDB says first, without its
/// excerpt of the statement, its advice and, for a CSV file, the offending line. Values of the file can still be in it.
/// </summary>
public sealed class DuckDBException : Exception
{
    internal DuckDBException(string text) : base(FirstLines(text)) => Detail = text;

    /// <summary>All that DuckDB says, unchanged: several lines, and possibly a line of the file that was read.</summary>
    public string Detail { get; }

    internal static DuckDBException From(nint message) =>
        new(Marshal.PtrToStringUTF8(message) ?? "DuckDB failed without a message.");

    private static string FirstLines(string text)
    {
        IEnumerable<string> lines = text.Split('\n')
            .Select(line => line.Trim())
            .TakeWhile(line => line.Length > 0 && !StartsWithAny(line, "LINE ", "Possible "))
            .Where(line => !StartsWithAny(line, "Original Line:"));
        return string.Concat(string.Join(' ', lines).Select(Visible));
    }

    private static bool StartsWithAny(string line, params ReadOnlySpan<string> starts)
    {
        foreach (string start in starts)
            if (line.StartsWith(start, StringComparison.Ordinal))
                return true;
        return false;
    }

    // File names and values are quoted in messages: no escape sequence and no change of direction reaches a terminal.
    private static char Visible(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format ? '?' : c;
}
