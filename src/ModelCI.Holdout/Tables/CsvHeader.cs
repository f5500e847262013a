using System.Globalization;
using System.Text;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>The column names of a CSV file. DuckDB would rename doubled names and accept an empty file, so they are read here.</summary>
internal static class CsvHeader
{
    public static IReadOnlyList<string> Read(HoldoutFile file)
    {
        using var stream = file.Open();
        // UTF-8 whatever the byte order mark says, because that is what the rows are read as; its own mark is skipped.
        using var reader = new StreamReader(stream, new UTF8Encoding(true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var names = Parse(file, reader);
        Check(file.Written, names);
        return names;
    }

    private static List<string> Parse(HoldoutFile file, StreamReader reader)
    {
        try
        {
            return file.Guard(() => reader.Peek() < 0 ? throw HoldoutProblems.EmptyFile(file.Written) : CsvRecord.Parse(reader));
        }
        catch (DecoderFallbackException)
        {
            throw HoldoutProblems.NotUtf8(file.Written);
        }
        catch (FormatException mistake)
        {
            throw HoldoutProblems.MalformedHeader(file.Written, mistake.Message);
        }
    }

    private static void Check(string file, List<string> names)
    {
        if (names.Count == 1 && names[0].AsSpan().ContainsAny(';', '\t')) throw HoldoutProblems.OtherSeparator(file, names[0]);
        var unnamed = names.Index().Where(column => string.IsNullOrWhiteSpace(column.Item));
        var positions = unnamed.Select(column => (column.Index + 1).ToString(CultureInfo.InvariantCulture)).ToArray();
        if (positions.Length > 0) throw HoldoutProblems.UnnamedColumns(file, positions);
        var repeated = Repetitions.Of(names);
        if (repeated.Count > 0) throw HoldoutProblems.RepeatedColumns(file, repeated);
    }
}
