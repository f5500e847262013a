using System.Text;
using ModelCI.Core.Items;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Reads the .csv files of the shared data; columns of integers become numbers that remember their text.</summary>
internal static class Csv
{
    public static IReadOnlyList<FeatureColumn> Read(string path)
    {
        var rows = Parse(File.ReadAllText(path)).ToArray();
        return [.. rows[0].Select((name, column) => Column(name, [.. rows.Skip(1).Select(row => row[column])]))];
    }

    private static FeatureColumn Column(string name, string[] texts) =>
        texts.All(text => text.Length > 0 && text.All(char.IsAsciiDigit)) ? ArrayColumn.OfTexts(name, texts) : TextColumn.Of(name, texts);

    private static IEnumerable<List<string>> Parse(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '"' && isQuoted && index + 1 < text.Length && text[index + 1] == '"') field.Append(text[index++]);
            else if (character == '"') isQuoted = !isQuoted;
            else if (isQuoted || (character != ',' && character != '\n')) field.Append(character);
            else
            {
                row.Add(field.ToString());
                field.Clear();
                if (character == ',') continue;
                yield return row;
                row = [];
            }
        }
    }
}
