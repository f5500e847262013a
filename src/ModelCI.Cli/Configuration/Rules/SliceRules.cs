using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>What conditions and declared slices ask of each other.</summary>
internal static class SliceRules
{
    public static void Check(Draft draft)
    {
        // A list of slices that has a problem itself says nothing of the names in it.
        if (draft.Holdout.Has("slices") && draft.Holdout.Find("slices") is null) return;
        if (draft.Condition is { } condition) Add(draft, condition, ConditionProblems.OfSlices(condition.Condition, draft.Slices));
        if (draft.EverySlice is { } everySlice) Add(draft, everySlice, ConditionProblems.OfNamedSlices(everySlice.Condition));
        if (draft.Gate.Find("slices") is not null) CheckEverySlice(draft);
    }

    private static void Add(Draft draft, WrittenCondition written, IEnumerable<TermProblem> problems)
    {
        foreach (var (column, problem) in problems)
            draft.Problems.Add(draft.PlaceIn(written, column), problem with { What = $"{written.Path}: {problem.What}" });
    }

    private static void CheckEverySlice(Draft draft)
    {
        var place = draft.Gate.PlaceOf("slices");
        if (draft.Slices.Count == 0)
        {
            draft.Problems.Add(place, ConfigurationProblems.BadCombination(
                "gate.slices speaks of every declared slice, but holdout.slices declares none", "declare slices under holdout.slices, or remove gate.slices"));
        }
        else if (draft.AsksForAllSlices && draft.Condition is { } written && !SliceExpansion.Extends(written.Condition))
        {
            draft.Problems.Add(place, ConfigurationProblems.BadCombination(
                "gate.slices is all, but every clause of gate.condition names a slice already", "remove gate.slices, or write a clause without a slice"));
        }
    }
}
