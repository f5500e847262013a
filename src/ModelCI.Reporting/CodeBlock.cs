using System.Text.RegularExpressions;

namespace ModelCI.Reporting;

/// <summary>A block of code in Markdown that its text cannot end.</summary>
internal static partial class CodeBlock
{
    /// <param name="language">Of the block, for colours.</param>
    /// <param name="indent">Blanks before each line, to stay within a list.</param>
    public static string Of(string text, string language, int indent)
    {
        // A fence ends at one that is at least as long.
        var longest = Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        return string.Join("\n" + new string(' ', indent), [fence + language, .. text.TrimEnd('\n').Split('\n'), fence]);
    }

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
