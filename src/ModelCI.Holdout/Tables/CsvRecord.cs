using System.Text;

namespace ModelCI.Holdout.Tables;

/// <summary>Reads the first record of a CSV text (RFC 4180; a line may end in LF, CRLF or CR).</summary>
internal static class CsvRecord
{
    // Far above any header; a quote that is never closed must not read a whole data file into memory.
    private const int LongestField = 1 << 20;

    /// <exception cref="FormatException">The record is not well-formed; the message says how.</exception>
    public static List<string> Parse(TextReader reader, char separator = ',')
    {
        var fields = new List<string>();
        while (true)
        {
            fields.Add(reader.Peek() == '"' ? Quoted(reader) : Plain(reader, separator));
            if (reader.Peek() != separator) break;
            reader.Read();
        }
        return IsEnd(reader.Peek()) ? fields : throw new FormatException("text after a closing quote");
    }

    private static string Plain(TextReader reader, char separator)
    {
        var field = new StringBuilder();
        while (reader.Peek() is var next && next != separator && !IsEnd(next)) Append(field, reader.Read());
        return field.ToString();
    }

    private static string Quoted(TextReader reader)
    {
        var field = new StringBuilder();
        reader.Read();
        while (reader.Read() is var symbol && symbol >= 0)
        {
            if (symbol != '"')
            {
                Append(field, symbol);
                continue;
            }
            if (reader.Peek() != '"') return field.ToString();
            Append(field, reader.Read());
        }
        throw new FormatException("a quote is opened and never closed");
    }

    private static void Append(StringBuilder field, int symbol)
    {
        if (field.Length == LongestField) throw new FormatException($"a column name of more than {LongestField} characters");
        field.Append((char)symbol);
    }

    private static bool IsEnd(int symbol) => symbol is < 0 or '\r' or '\n';
}
