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
        Refuse(draft, draft.Gate, "gate", "feedback", "verdict", "estimates");
        Refuse(draft, draft.Gate, "gate", "adaptivity", "full", "first-change");
        RefuseKey(draft, draft.Holdout, "loss");
        RefuseKey(draft, draft.Holdout, "account");
        if (draft.Holdout.Find("slices") is SourceMapping { Entries.Count: > 0 }) RefuseKey(draft, draft.Holdout, "slices");
        CheckSlices(draft);
    }

    private static void Refuse(Draft draft, Section section, string sectionName, string key, params string[] supported)
    {
        if (section.Text(key) is not { } value || supported.Contains(value)) return;
        draft.Problems.Add(section.PlaceOf(key), ConfigurationProblems.NotYet($"{sectionName}.{key}: {value}",
            $"write {key}: {string.Join(" or ", supported)}"));
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
