using System.Globalization;
using System.Text;

namespace ModelCI.Cli.Configuration;

/// <summary>A user's text inside a message: one line, no control characters that a terminal would obey, not endless.</summary>
internal static class Shown
{
    private const int Longest = 100;

    public static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (var character in text)
        {
            if (shown.Length >= Longest) return shown.Append('…').ToString();
            if (char.IsControl(character) || char.IsSurrogate(character) || IsInvisible(character)) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else shown.Append(character);
        }
        return shown.ToString();
    }

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
