namespace ModelCI.Holdout.Files;

/// <summary>The rule for ids wherever they are listed: none empty, none twice.</summary>
internal static class ItemIds
{
    public static void Check(string file, IReadOnlyCollection<string> ids)
    {
        var empty = ids.Count(id => id.Length == 0);
        if (empty > 0) throw HoldoutProblems.EmptyIds(file, empty);
        var repeated = Repetitions.Of(ids);
        if (repeated.Count > 0) throw HoldoutProblems.RepeatedIds(file, repeated);
    }
}
