using System.Globalization;
using System.Text;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>The column names of a CSV file. DuckDB would rename doubled names and accept an empty file, so they are read here.</summary>
internal static class CsvHeader
{
    // Only names with line ends in them need more than one.
    private const int MostLines = 64;

    public static IReadOnlyList<string> Read(HoldoutFile file, TableFormat format)
    {
        using TextReader reader = format.IsCompressed ? new StringReader(FirstLines(file, format)) : Plain(file);
        var names = Parse(file, format, reader);
        Check(file.Written, format, names);
        return names;
    }

    // UTF-8 whatever the byte order mark says, because that is what the rows are read as; its own mark is skipped.
    private static StreamReader Plain(HoldoutFile file) =>
        new StreamReader(file.Open(), new UTF8Encoding(true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);

    /// <summary>DuckDB unpacks the text.</summary>
    private static string FirstLines(HoldoutFile file, TableFormat format)
    {
        var path = CsvTable.WithoutWildcards(file.FullPath);
        using var database = DuckDBDatabase.OpenInMemory([file.FullPath, path], temporaryDirectory: DuckDBDatabase.NoTemporaryDirectory);
        try
        {
            using var lines = database.Query(string.Create(CultureInfo.InvariantCulture, $"SELECT coalesce(line, '') FROM {CsvTable.Lines(path, format)} LIMIT {MostLines}"));
            var read = lines.ReadChunks().SelectMany(chunk => Enumerable.Range(0, chunk.RowCount).Select(row => chunk.GetString(0, row)).ToArray());
            return string.Join('\n', read).TrimStart('\uFEFF');
        }
        catch (DuckDBException failure)
        {
            throw CsvFailure.Explain(file, format, failure);
        }
    }

    private static List<string> Parse(HoldoutFile file, TableFormat format, TextReader reader)
    {
        try
        {
            return file.Guard(() => reader.Peek() < 0 ? throw HoldoutProblems.EmptyFile(file.Written) : CsvRecord.Parse(reader, format.Separator));
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

    private static void Check(string file, TableFormat format, List<string> names)
    {
        var others = format.Separator == ',' ? ";\t" : ";,";
        if (names.Count == 1 && names[0].AsSpan().ContainsAny(others)) throw HoldoutProblems.OtherSeparator(file, names[0], format.Separator == ',');
        ColumnNames.Check(file, names, $"{file}:1");
    }
}
