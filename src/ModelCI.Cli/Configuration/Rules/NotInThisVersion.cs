using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>
/// What the format knows and this version cannot do yet: an error each, because a key that is silently ignored is a gate that measures
/// something else. Each line goes away with the version that can.
/// </summary>
internal static class NotInThisVersion
{
    public static void Check(Draft draft)
    {
        RefuseKey(draft, draft.Holdout, "loss");
        if (draft.Holdout.Find("slices") is SourceMapping { Entries.Count: > 0 }) RefuseKey(draft, draft.Holdout, "slices");
        CheckSlices(draft);
    }

    private static void RefuseKey(Draft draft, Section holdout, string key)
    {
        if (holdout.Find(key) is null) return;
        draft.Problems.Add(holdout.PlaceOf(key), ConfigurationProblems.NotYet($"holdout.{key}", $"remove {key}"));
    }

    private static void CheckSlices(Draft draft)
    {
        if (draft.Condition is not { } condition) return;
        foreach (var mention in condition.Mentions.Where(mention => mention.Quantity.Slice is not null))
        {
            var excerpt = new ConditionSyntaxError(condition.Source, mention.Column, mention.Length, "").Excerpt;
            draft.Problems.Add(draft.PlaceInCondition(mention.Column),
                ConfigurationProblems.NotYet($"gate.condition: {mention.Quantity}", "measure it over all items", excerpt));
        }
    }
}
