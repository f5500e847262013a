namespace ModelCI.Cli.Labelling;

/// <summary>One field of a CSV file (RFC 4180).</summary>
internal static class CsvText
{
    public static string Quote(string field) => field.AsSpan().IndexOfAny(",\"\r\n") < 0 && field.Trim() == field
        ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
