using System.Net;
using System.Text.RegularExpressions;

namespace ModelCI.EndToEnd.Tests.Pages;

/// <summary>What a page says.</summary>
internal static partial class PageText
{
    /// <summary>Text between tags, without style and scripts, single blanks between words.</summary>
    public static string Words(string page) => Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(Content(page)[Content(page).IndexOf("<body>", StringComparison.Ordinal)..], " ")), " ").Trim();

    /// <summary>The page without its style and without the library's script, which have numbers of their own; what is drawn stays.</summary>
    public static string Content(string page) => Foreign().Replace(page, "");

    [GeneratedRegex("(?s)<style>.*?</style>|<script>.*?</script>")]
    private static partial Regex Foreign();

    [GeneratedRegex("(?s)<script type=\"application/json\".*?</script>|<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
