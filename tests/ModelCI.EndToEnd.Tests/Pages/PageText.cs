using System.Net;
using System.Text.RegularExpressions;

namespace ModelCI.EndToEnd.Tests.Pages;

/// <summary>What a page says.</summary>
internal static partial class PageText
{
    /// <summary>Text between tags, without style and scripts, single blanks between words.</summary>
    public static string Words(string page)
    {
        var content = Content(page);
        var text = WebUtility.HtmlDecode(Tags().Replace(content[Math.Max(0, content.IndexOf("<body>", StringComparison.Ordinal))..], " "));
        return Blanks().Replace(text, " ").Replace(" .", ".", StringComparison.Ordinal).Trim();
    }

    /// <summary>A section by the id of its heading.</summary>
    public static string Section(string page, string heading)
    {
        var start = page.IndexOf($"<section aria-labelledby=\"{heading}\"", StringComparison.Ordinal);
        return start < 0 ? throw new ArgumentException($"the page has no section '{heading}'", nameof(heading)) : page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }

    /// <summary>The page without its style and without the library's script, which have numbers of their own; what is drawn stays.</summary>
    public static string Content(string page) => Foreign().Replace(page, "");

    [GeneratedRegex("(?s)<style>.*?</style>|<script>.*?</script>")]
    private static partial Regex Foreign();

    [GeneratedRegex("(?s)<script type=\"application/json\".*?</script>|<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
