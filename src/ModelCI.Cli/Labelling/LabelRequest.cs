using System.Text;
using ModelCI.Core.Items;

namespace ModelCI.Cli.Labelling;

/// <summary>A request file: what labellers fill in and <c>labels import</c> takes back.</summary>
internal static class LabelRequest
{
    private static readonly string[] Own = ["id", "label"];

    /// <summary>The columns id and label, the labels to be filled in, and what a table tells of the items behind them, which an import does not read (RFC 4180).</summary>
    public static string ToCsv(ItemPool items, IEnumerable<int> rows)
    {
        var features = items.Columns.Where(column => !Own.Contains(column.Name))
            .Select(column => column as TextColumn ?? (column as NumericColumn)?.AsText()).OfType<TextColumn>().ToArray();
        string[] header = [.. Own, .. features.Select(feature => feature.Name)];
        var text = new StringBuilder();
        foreach (var fields in rows.Select(row => (string[])[items.Ids[row], "", .. features.Select(feature => feature[row])]).Prepend(header))
            text.AppendJoin(',', fields.Select(CsvText.Quote)).Append('\n');
        return text.ToString();
    }
}
