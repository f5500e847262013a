namespace ModelCI.Holdout.Files;

/// <summary>Finds what occurs more than once.</summary>
internal static class Repetitions
{
    /// <summary>Each repeated name once, in the order of its first repetition.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> names)
    {
        var seen = new HashSet<string>(names.Count, StringComparer.Ordinal);
        return [.. names.Where(name => !seen.Add(name)).Distinct(StringComparer.Ordinal)];
    }
}
