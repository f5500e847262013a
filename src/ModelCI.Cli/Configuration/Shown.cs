using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>A user's text inside a message: one line, nothing that a terminal would obey, not endless.</summary>
internal static class Shown
{
    private const int Longest = 100;

    public static string Text(string text) => PlainText.Of(text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text);
}
