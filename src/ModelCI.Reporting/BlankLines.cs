using System.Text.RegularExpressions;

namespace ModelCI.Reporting;

/// <summary>Blank lines as templates leave them behind: what is not said leaves no gap.</summary>
internal static partial class BlankLines
{
    /// <summary>At most one between paragraphs, none at the ends, one line end at the last line.</summary>
    public static string Squeeze(string text) => Several().Replace(text, "\n\n").Trim('\n', ' ') + "\n";

    [GeneratedRegex("\n([ \t]*\n){2,}")]
    private static partial Regex Several();
}
