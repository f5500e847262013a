using System.Globalization;
using ModelCI.Core.Accounting;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Testing;

/// <summary>How items differ from those that an account pins, in words.</summary>
internal static class ItemDifferences
{
    private const int Named = 5;

    /// <param name="isSecret">Whether the items are sealed and the message may be read by people without the keys.</param>
    public static ModelCIException Problem(string testSet, ItemDifference difference, bool isSecret)
    {
        if (isSecret)
            return LedgerProblems.TestSetChanged(testSet, "sealed items were changed, added or taken away; which, `modelci labels status` tells who holds the keys");
        var words = new List<string>();
        if (difference.Changed.Count > 0) words.Add($"changed: {Names(difference.Changed)}");
        if (difference.Added.Count > 0) words.Add($"added: {Names(difference.Added)}");
        if (difference.Gone > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"gone: {difference.Gone} items"));
        // Equal items under another digest: what is hashed besides them, the columns' names and types, is the same for all.
        if (words.Count == 0) words.Add("the items' columns are others");
        var onlyAdded = difference.Changed.Count == 0 && difference.Gone == 0 && difference.Added.Count > 0;
        return LedgerProblems.TestSetChanged(
            testSet, string.Join("; ", words),
            onlyAdded ? "if these are new independent draws from production, enter them with `modelci holdout extend`; else take them out" : null);
    }

    /// <summary>The first few, quoted and without control characters, and how many more there are.</summary>
    public static string Names(IReadOnlyList<string> ids)
    {
        var listed = string.Join(", ", ids.Take(Named).Select(id => $"'{string.Concat(id.Take(60).Select(symbol => char.IsControl(symbol) ? '?' : symbol))}'"));
        return ids.Count > Named ? string.Create(CultureInfo.InvariantCulture, $"{listed} and {ids.Count - Named} more") : listed;
    }
}
