using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelCI.Git;

/// <summary>Makes a line that a server or git printed fit for a message: it may hold anything.</summary>
internal static partial class ServerText
{
    private const int Longest = 200;

    /// <summary>Without control characters and such as reorder text, without what stands before the host of an address, of bounded length.</summary>
    public static string Clean(string line)
    {
        var visible = string.Concat(line.Where(letter => !IsInvisible(letter))).Trim();
        var open = Credentials().Replace(visible, "://");
        return open.Length <= Longest ? open : open[..Longest] + "...";
    }

    private static bool IsInvisible(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;

    [GeneratedRegex(@"://[^/\s]*@")]
    private static partial Regex Credentials();
}
