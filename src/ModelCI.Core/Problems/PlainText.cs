using System.Globalization;
using System.Text;

namespace ModelCI.Core.Problems;

/// <summary>
/// Text from outside (paths, names of columns, classes, ids, what a library says) as it may stand in a message, a table or a log: shown, never obeyed.
/// </summary>
public static class PlainText
{
    /// <summary>
    /// One line. Control and format characters (terminal sequences, line ends, bidirectional overrides) and line and paragraph separators become their JSON
    /// escapes, such as <c>\u001b</c>; so does one character of what GitHub's runner would take for a workflow command: <c>::</c> where a line begins, blanks
    /// not counted, and <c>##[</c> anywhere (actions/runner, ActionCommand.cs). Lone surrogates become U+FFFD. Changes nothing that it returned itself.
    /// </summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsObeyed(rune)) plain.Append(rune);
            else foreach (var unit in rune.ToString()) plain.Append(Escape(unit));
        }
        plain.Replace("##[", $"#{Escape('#')}[");
        var start = 0;
        while (start < plain.Length && char.IsWhiteSpace(plain[start])) start++;
        if (start + 1 < plain.Length && plain[start] == ':' && plain[start + 1] == ':') plain.Remove(start, 1).Insert(start, Escape(':'));
        return plain.ToString();
    }

    /// <summary>As <see cref="Of"/>, each line by itself: line feeds stay. What is JSON remains the same JSON.</summary>
    public static string OfLines(string text) => string.Join('\n', text.Split('\n').Select(Of));

    private static bool IsObeyed(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escape(char unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
}
