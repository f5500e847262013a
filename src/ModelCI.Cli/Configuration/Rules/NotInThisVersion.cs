using ModelCI.Cli.Configuration.Binding;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>
/// What the format knows and this version cannot do yet: an error each, because a key that is silently ignored is a gate that measures
/// something else. Each line goes away with the version that can.
/// </summary>
internal static class NotInThisVersion
{
    public static void Check(Draft draft) => RefuseKey(draft, draft.Holdout, "loss");

    private static void RefuseKey(Draft draft, Section holdout, string key)
    {
        if (holdout.Find(key) is null) return;
        draft.Problems.Add(holdout.PlaceOf(key), ConfigurationProblems.NotYet($"holdout.{key}", $"remove {key}"));
    }
}
