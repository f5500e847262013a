using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>What a regression, which <c>holdout.loss</c> makes of the task, asks of the rest.</summary>
internal static class LossRules
{
    private const string Key = "holdout.loss";

    public static void Check(Draft draft)
    {
        var (holdout, isRegression) = (draft.Holdout, draft.Holdout.Has("loss"));
        foreach (var written in draft.Conditions)
        {
            foreach (var (column, problem) in ConditionProblems.OfTask(written.Condition, isRegression, Key))
                draft.Problems.Add(draft.PlaceIn(written, column), problem with { What = $"{written.Path}: {problem.What}" });
        }
        if (!isRegression) return;
        CheckRange(draft, holdout.Child("loss"));
        if (holdout.Has("classes"))
            draft.Problems.Add(holdout.PlaceOf("classes"), ConfigurationProblems.BadCombination(
                $"{Key} makes this a regression, whose answers are numbers, but holdout.classes lists classes", $"remove classes, or {Key}"));
        foreach (var owner in new[] { holdout, draft.Root.Child("candidate"), draft.Root.Child("baseline") })
        {
            var output = owner.Child("output");
            if (!output.Has("threshold")) continue;
            draft.Problems.Add(output.PlaceOf("threshold"), ConfigurationProblems.BadCombination(
                $"output.threshold decides between two classes, but {Key} makes this a regression", $"leave the threshold out, or remove {Key}"));
        }
    }

    private static void CheckRange(Draft draft, Section loss)
    {
        // An item with a problem of its own is listed already.
        var texts = loss.Texts("range");
        if (texts.Count != 2 || !texts.All(NumberText.IsNumber)) return;
        if (LossSettings.WhyNot(NumberText.Number(texts[0]), NumberText.Number(texts[1])) is not { } why) return;
        draft.Problems.Add(loss.PlaceOf("range"), ConfigurationProblems.BadCombination(
            $"{Key}.range is [{texts[0]}, {texts[1]}]: {why}", "write the least and the greatest loss that count, such as [0, 1]"));
    }
}
