namespace ModelCI.Holdout.Labels;

/// <summary>Where the fields of a CSV text are, for edits that leave everything else as it is (RFC 4180; lines may end in LF, CRLF or CR).</summary>
internal static class CsvRecords
{
    /// <summary>The fields of every record, quotes included; a line without any text is no record.</summary>
    /// <param name="start">Where the first record begins.</param>
    public static IEnumerable<IReadOnlyList<Range>> Of(string text, int start)
    {
        for (var at = start; at < text.Length;)
        {
            var fields = Fields(text, ref at);
            if (fields.Count > 1 || !fields[0].Start.Equals(fields[0].End)) yield return fields;
        }
    }

    /// <summary>What a field says.</summary>
    public static string Value(string text, Range field) =>
        IsQuoted(text, field) ? text[field][1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text[field];

    /// <summary>Whether it stands in quotes.</summary>
    public static bool IsQuoted(string text, Range field) => text[field].StartsWith('"');

    private static List<Range> Fields(string text, ref int at)
    {
        var fields = new List<Range>();
        while (true)
        {
            var start = at;
            at = EndOfField(text, at);
            fields.Add(start..at);
            if (at == text.Length || text[at] != ',') break;
            at++;
        }
        if (at < text.Length) at += text.AsSpan(at).StartsWith("\r\n") ? 2 : 1;
        return fields;
    }

    private static int EndOfField(string text, int at)
    {
        if (at < text.Length && text[at] == '"')
        {
            // A doubled quote closes and opens again at once.
            do at = text.IndexOf('"', at + 1) is var quote and >= 0 ? quote + 1 : text.Length;
            while (at < text.Length && text[at] == '"');
        }
        var rest = text.AsSpan(at).IndexOfAny(",\r\n");
        return rest < 0 ? text.Length : at + rest;
    }
}
