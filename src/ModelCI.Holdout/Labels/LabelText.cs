using System.Text;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Labels;

/// <summary>The content of a sealed labels file: CSV with the columns id and label, a row for every item.</summary>
internal static class LabelText
{
    // An answer beside the classes: there must be room for it.
    private const string Unsure = "unsure";

    public static byte[] Write(IReadOnlyList<string> ids, IReadOnlyList<string> labels)
    {
        var text = new StringBuilder("id,label\n");
        for (var row = 0; row < ids.Count; row++) text.Append(Field(ids[row])).Append(',').Append(Field(labels[row])).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="FormatException">Anything that <see cref="Write"/> does not write.</exception>
    public static (string[] Ids, string[] Labels) Parse(Stream content)
    {
        using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var (ids, labels) = (new List<string>(), new List<string>());
        Row(reader);
        while (reader.Peek() >= 0)
        {
            var fields = Row(reader);
            ids.Add(fields[0]);
            labels.Add(fields[1]);
        }
        return ([.. ids], [.. labels]);
    }

    /// <summary>
    /// How many bytes the labels lack to be the longest class each. With so much padding a file's size depends neither on what the labels are
    /// nor on how many there are.
    /// </summary>
    public static long Padding(IReadOnlyList<string> labels, IReadOnlyList<string> classes)
    {
        var longest = classes.Append(Unsure).Max(Width);
        return labels.Sum(label => (long)(longest - Width(label)));
    }

    private static List<string> Row(StreamReader reader)
    {
        var fields = CsvRecord.Parse(reader);
        if (fields.Count != 2 || reader.Read() != '\n') throw new FormatException("not a row of id and label");
        return fields;
    }

    private static int Width(string label) => Encoding.UTF8.GetByteCount(Field(label));

    /// <summary>As a field, in quotes where it needs them.</summary>
    public static string Field(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? Quoted(text) : text;

    /// <summary>As a field in quotes.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
