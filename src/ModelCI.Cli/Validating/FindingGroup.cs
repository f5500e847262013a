using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ModelCI.Cli.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;

namespace ModelCI.Cli.Validating;

/// <summary>
/// Findings that say the same of several columns, in words. Whatever comes out of a file is clipped, loses what a terminal or GitHub's runner would
/// obey, and stands in quotes.
/// </summary>
internal sealed partial record FindingGroup(FindingSeverity Severity, FindingRule Rule, string Expected, string Found, IReadOnlyList<Finding> Findings)
{
    private const int SubjectsWidth = 36;
    private const int LongestName = 20;
    private const int LongestId = 40;
    private const int FirstCode = 3110;

    /// <summary>In the order of the first of each; single items are never lumped together.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<Finding> findings) =>
    [
        .. findings.Index()
            .GroupBy(entry => (entry.Item.Severity, entry.Item.Rule, entry.Item.Expected, entry.Item.Found, Single: entry.Item.Items.Count > 0 ? entry.Index : -1))
            .Select(group => new FindingGroup(group.Key.Severity, group.Key.Rule, group.Key.Expected, group.Key.Found, [.. group.Select(entry => entry.Item)])),
    ];

    /// <summary>Such as <c>missing-column</c>.</summary>
    public static string WordOf(FindingRule rule) => Capital().Replace(rule.ToString(), "-$1").ToLowerInvariant();

    public static string CodeOf(FindingRule rule) => string.Create(CultureInfo.InvariantCulture, $"MCI{FirstCode + (int)rule}");

    /// <summary>The columns or classes in quotes; empty where it is about neither.</summary>
    public string Subjects
    {
        get
        {
            string[] names = [.. Findings.Select(finding => finding.Subject).OfType<string>().Select(name => Quoted(name, LongestName))];
            var listed = new StringBuilder(names.FirstOrDefault());
            var shown = 1;
            for (; shown < names.Length && listed.Length + names[shown].Length + 2 <= SubjectsWidth - " and 99 more".Length; shown++) listed.Append(", ").Append(names[shown]);
            return (names.Length > shown ? listed.Append(CultureInfo.InvariantCulture, $" and {names.Length - shown} more") : listed).ToString();
        }
    }

    /// <summary>Items of the one finding; 0 where it is about none, or where there are several.</summary>
    public int Count => Findings.Count == 1 ? Findings[0].Count : 0;

    public string Comparison => $"expected {Shown.Text(Expected)}, found {Shown.Text(Found)}";

    /// <summary>The first few ids in quotes; empty where it is not about single items.</summary>
    public string Items => string.Join(", ", Findings[0].Items.Select(id => Quoted(id, LongestId))) + (Findings[0].Count > Findings[0].Items.Count && Findings[0].Items.Count > 0 ? ", ..." : "");

    /// <param name="isSealed">Whether to say the rule and the column only.</param>
    /// <param name="where">The schema.</param>
    public Problem ToProblem(bool isSealed, string where)
    {
        var of = Subjects.Length == 0 ? "" : $" of {Subjects}";
        if (isSealed)
            return new Problem(CodeOf(Rule), $"the rule {WordOf(Rule)}{of} is broken", where, "whoever holds the keys sees what is wrong with `modelci holdout check`");
        var items = Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; items: {Count:#,0}{(Items.Length == 0 ? "" : $" ({Items})")}");
        return new Problem(CodeOf(Rule), $"{WordOf(Rule)}{of}: {Comparison}{items}", where, "mend the data, or the schema where the data are right; `modelci holdout check` shows all findings");
    }

    private static string Quoted(string name, int longest) => $"'{Shown.Text(name.Length > longest ? string.Concat(name.AsSpan(0, longest), "...") : name)}'";

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Capital();
}
