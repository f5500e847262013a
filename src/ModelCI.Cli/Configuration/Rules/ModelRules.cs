using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Checking;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>What the models and the holdout ask of each other.</summary>
internal static class ModelRules
{
    private const long LeastMemory = 128L << 20;

    public static void Check(Draft draft)
    {
        CheckBase(draft);
        CheckIds(draft);
        CheckMemory(draft);
        foreach (var owner in new[] { draft.Holdout, draft.Root.Child("candidate"), draft.Root.Child("baseline") }) CheckThreshold(draft, owner);
    }

    private static void CheckBase(Draft draft)
    {
        if (draft.ModelPath("baseline") != "base" || draft.ModelPath("candidate") is not { } candidate) return;
        if (!candidate.StartsWith("git:", StringComparison.Ordinal) && !Path.IsPathRooted(candidate)) return;
        draft.Problems.Add(draft.Root.PlaceOf("baseline"), ConfigurationProblems.BadCombination(
            $"baseline is base, the candidate's path at the base commit, but candidate is '{Shown.Text(candidate)}'",
            "make candidate a path relative to this file's folder, or name the baseline's file"));
    }

    private static void CheckIds(Draft draft)
    {
        var holdout = draft.Holdout;
        if (holdout.Text("id") != "labels" || holdout.Child("labels").Text("column") is null) return;
        draft.Problems.Add(holdout.PlaceOf("id"), ConfigurationProblems.BadCombination(
            "holdout.id is labels: the labels file names the items; but holdout.labels is a column of the items",
            "make holdout.labels a file, or holdout.id the name of another column"));
    }

    private static void CheckMemory(Draft draft)
    {
        var limits = draft.Root.Child("limits");
        if (limits.Text("memory") is not { } memory || NumberText.Size(memory) >= LeastMemory) return;
        draft.Problems.Add(limits.PlaceOf("memory"), ConfigurationProblems.OutOfRange(
            "limits.memory", memory, "at least 128MiB: without any model the process that runs the models needs nearly 100 MiB", "write 1GiB, or leave it out for 4GiB"));
    }

    private static void CheckThreshold(Draft draft, Section owner)
    {
        var classes = draft.Holdout.Texts("classes").Count;
        var output = owner.Child("output");
        if (output.Text("threshold") is null || classes is 0 or 2) return;
        draft.Problems.Add(output.PlaceOf("threshold"), ConfigurationProblems.BadCombination(
            $"output.threshold decides between two classes, but holdout.classes has {classes}",
            "leave the threshold out, or list the two classes"));
    }
}
