using System.Globalization;
using System.Text;
using ModelCI.Core.Items;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Labels;

/// <summary>The content of a sealed labels file: CSV with the columns id and label, a row for every item.</summary>
internal static class LabelText
{
    // An answer beside the classes: there must be room for it.
    private const string Unsure = "unsure";

    // More than the shortest text of any double that reads as it: -1.7976931348623157E+308 has 24 bytes.
    private const int LongestNumber = 32;

    public static byte[] Write(IReadOnlyList<string> ids, IEnumerable<string> labels)
    {
        var text = new StringBuilder("id,label\n");
        foreach (var (id, label) in ids.Zip(labels)) text.Append(Field(id)).Append(',').Append(Field(label)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="FormatException">Anything that <see cref="Write"/> does not write.</exception>
    public static (ItemIds Ids, LabelTexts Labels) Parse(Stream content)
    {
        using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var (ids, labels) = (new IdBuilder(), new LabelBuilder());
        Row(reader);
        while (reader.Peek() >= 0)
        {
            var fields = Row(reader);
            ids.Add(Encoding.UTF8.GetBytes(fields[0]));
            labels.Add(Encoding.UTF8.GetBytes(fields[1]));
        }
        return (ids.Finish(), labels.Finish());
    }

    /// <summary>The labels of a book as text, by row: a number in the shortest way to write it.</summary>
    public static IEnumerable<string> Of(LabelBook labels) => Enumerable.Range(0, labels.Count).Select(row => labels[row] switch
    {
        LabelBook.Missing => "",
        LabelBook.Unsure => LabelBook.UnsureText,
        var index => labels.Numbers is { } numbers ? Of(numbers[index]) : labels.Classes.Names[index],
    });

    /// <summary>The shortest text of a number that reads as it.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// How many bytes the labels lack to be the longest class, or number, each. With so much padding a file's size depends neither on what the
    /// labels are nor on how many there are.
    /// </summary>
    /// <param name="classes"><see cref="ClassList.None"/> for numbers.</param>
    public static long Padding(IEnumerable<string> labels, ClassList classes)
    {
        var longest = classes.Count == 0 ? LongestNumber : classes.Names.Append(Unsure).Max(Width);
        return labels.Sum(label => Math.Max(0L, longest - Width(label)));
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
