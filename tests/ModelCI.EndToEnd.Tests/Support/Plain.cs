using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Text that neither a terminal nor GitHub's runner obeys.</summary>
internal static class Plain
{
    public static void Check(string text, string where)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.EnumerateRunes().Where(IsObeyed).Select(rune => $"U+{rune.Value:X4}"), Is.Empty, where);
            // The runner trims a line before it looks for a command; the older form counts anywhere.
            Assert.That(text.Split('\n').Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)), Is.Empty, where);
            Assert.That(text, Does.Not.Contain("##["), where);
        }
    }

    private static bool IsObeyed(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        && rune.Value != '\n';
}
