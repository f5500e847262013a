using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>What is said of the labels.</summary>
internal static class LabelRules
{
    // Fewer items say nothing of a class, whatever the method.
    private const int FewItems = 10;

    // Whoever always answers this class is right as often.
    private const double LargestShare = 0.99;

    public static IEnumerable<Finding> Classes(LabelSchema? rules, LabelBook labels, bool areClassesDeclared)
    {
        // In their order, which is that of the scores.
        if (rules?.Classes is not { } classes || classes.SequenceEqual(labels.Classes.Names)) yield break;
        yield return new Finding(
            FindingSeverity.Error, FindingRule.Classes, null, Listed(classes), labels.Numbers is null ? Difference(classes, labels.Classes.Names) : "numbers", 0, [], !areClassesDeclared);
    }

    public static IEnumerable<Finding> Of(LabelSchema? rules, ItemPool items, LabelBook labels, IReadOnlyList<int[]> repeated)
    {
        var tally = new LabelTally(labels, rules);
        if (tally.OutOfRange.Count > 0)
            yield return ColumnRules.Of(FindingSeverity.Error, FindingRule.LabelRange, null, NumberPhrase.Range(rules!.Min, rules.Max), NumberPhrase.Range(tally.Min, tally.Max), tally.OutOfRange, items, dependsOnLabels: true);
        if (labels.Numbers is null && (rules?.Min ?? rules?.Max) is not null)
            yield return new Finding(FindingSeverity.Error, FindingRule.LabelRange, null, "numbers", "classes", 0, [], DependsOnLabels: true);
        if (tally.IsComplete && tally.Known > 0)
        {
            foreach (var finding in rules is { Shares.Count: > 0 } ? Balance(rules.Shares, labels.Classes, tally) : Extremes(labels.Classes, tally)) yield return finding;
        }
        // Where the answer is a number, equal features rarely have equal ones: that is noise, no contradiction.
        if (labels.Numbers is not null || rules?.MayContradict == true) yield break;
        var groups = HoldoutCheck.Contradictions(repeated, labels).ToArray();
        if (groups.Length == 0) yield break;
        var rows = new Offenders();
        foreach (var row in groups.SelectMany(group => group)) rows.Add(row);
        yield return ColumnRules.Of(
            rules?.MayContradict == false ? FindingSeverity.Error : FindingSeverity.Warning, FindingRule.ContradictoryLabels, null,
            "one label for equal features", string.Create(CultureInfo.InvariantCulture, $"groups with several: {groups.Length}"), rows, items, dependsOnLabels: true);
    }

    private static IEnumerable<Finding> Balance(IReadOnlyList<ClassShare> shares, ClassList classes, LabelTally tally)
    {
        // A class that is none any more is what the rule on classes says.
        foreach (var expected in shares.Where(share => classes.IndexOf(share.Class) >= 0))
        {
            var count = tally[classes.IndexOf(expected.Class)];
            var share = (double)count / tally.Known;
            // The slack covers the rounding of a difference of two shares.
            if (Math.Abs(share - expected.Share) > expected.Tolerance + 1e-12)
                yield return Balance(FindingSeverity.Error, expected.Class, $"{NumberPhrase.Share(expected.Share)} +/- {NumberPhrase.Share(expected.Tolerance)} of the labels", NumberPhrase.Share(share), count);
        }
    }

    private static IEnumerable<Finding> Extremes(ClassList classes, LabelTally tally)
    {
        var rare = classes.Names.Index().Where(entry => tally[entry.Index] < FewItems).ToArray();
        if (rare.Length > 0)
            yield return Balance(
                FindingSeverity.Warning, rare.Length == 1 ? rare[0].Item : null, string.Create(CultureInfo.InvariantCulture, $"at least {FewItems} items of each class"),
                Listed([.. rare.Select(entry => entry.Item)], (name, index) => string.Create(CultureInfo.InvariantCulture, $"{tally[rare[index].Index]} of '{name}'")),
                rare.Sum(entry => tally[entry.Index]));
        foreach (var (index, name) in classes.Names.Index().Where(entry => tally[entry.Index] > LargestShare * tally.Known))
            yield return Balance(
                FindingSeverity.Warning, name, $"at most {NumberPhrase.Share(LargestShare)} of the labels", NumberPhrase.Share((double)tally[index] / tally.Known), tally[index]);
    }

    private static Finding Balance(FindingSeverity severity, string? name, string expected, string found, int count) =>
        new(severity, FindingRule.ClassBalance, name, expected, found, count, [], DependsOnLabels: true);

    private static string Difference(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        var (gone, added) = (expected.Except(found, StringComparer.Ordinal).ToArray(), found.Except(expected, StringComparer.Ordinal).ToArray());
        if (gone.Length + added.Length == 0) return "another order";
        string[] parts = [.. gone.Length > 0 ? [$"not {Listed(gone)}"] : Array.Empty<string>(), .. added.Length > 0 ? [$"also {Listed(added)}"] : Array.Empty<string>()];
        return string.Join("; ", parts);
    }

    private static string Listed(IReadOnlyList<string> names, Func<string, int, string>? show = null)
    {
        var listed = string.Join(", ", names.Take(Finding.MostItems).Select(show ?? ((name, _) => $"'{name}'")));
        return names.Count > Finding.MostItems ? string.Create(CultureInfo.InvariantCulture, $"{listed} and {names.Count - Finding.MostItems} more") : listed;
    }
}
