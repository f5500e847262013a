using System.Text;

namespace ModelCI.Cli.Labelling;

/// <summary>A request file: what labellers fill in and <c>labels import</c> takes back.</summary>
internal static class LabelRequest
{
    /// <summary>The columns id and label, the labels to be filled in (RFC 4180).</summary>
    public static string ToCsv(IEnumerable<string> ids)
    {
        var text = new StringBuilder("id,label\n");
        foreach (var id in ids) text.Append(CsvText.Quote(id)).Append(",\n");
        return text.ToString();
    }
}
