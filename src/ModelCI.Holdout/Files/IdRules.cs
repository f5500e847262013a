using ModelCI.Core.Items;

namespace ModelCI.Holdout.Files;

/// <summary>The rule for ids wherever they are listed: none empty, none twice.</summary>
internal static class IdRules
{
    public static void Check(string file, ItemIds ids)
    {
        var empty = Empty(ids);
        if (empty > 0) throw HoldoutProblems.EmptyIds(file, empty);
        var repeated = Repeated(ids);
        if (repeated.Count > 0) throw HoldoutProblems.RepeatedIds(file, repeated);
    }

    /// <summary>How many ids are empty.</summary>
    public static int Empty(ItemIds ids)
    {
        // In the order of ids the empty ones come first.
        var count = 0;
        while (count < ids.Count && ids[ids.Sorted[count]].Length == 0) count++;
        return count;
    }

    /// <summary>Each repeated id once, in the order of its first repetition; the empty id is none.</summary>
    public static IReadOnlyList<string> Repeated(ItemIds ids) =>
        [.. ids.Repetitions.Select(row => ids[row]).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
}
