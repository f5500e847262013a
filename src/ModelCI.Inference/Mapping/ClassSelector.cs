using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Inference.Mapping;

/// <summary>The outputs of a classification: the one named, else the one label output, else the one output of scores decides.</summary>
internal static class ClassSelector
{
    public static IReadOnlyList<OutputPlan>? Select(ModelSource source, ModelDescription model, PredictionTask task, ICollection<Problem> problems)
    {
        var labels = model.Outputs.Where(IsLabel).ToArray();
        var candidates = labels.Length > 0 ? labels : [.. model.Outputs.Where(IsScore)];
        if (candidates.Length == 1) return Plan(source, candidates[0], model, task, problems);
        problems.Add(candidates.Length == 0
            ? OutputProblems.NoOutput(source, model.Outputs)
            : OutputProblems.SeveralOutputs(source, candidates));
        return null;
    }

    public static IReadOnlyList<OutputPlan>? Plan(
        ModelSource source, ValueDescription output, ModelDescription model, PredictionTask task, ICollection<Problem> problems)
    {
        var depth = task.Rankings?.Depth ?? 0;
        if (Deciding(source, output, task.Classes, depth, problems) is not { } deciding) return null;
        var others = model.Outputs.Where(other => other.Name != output.Name).ToArray();
        if (deciding.Kind == OutputKind.Scores)
        {
            // Only reported on: where it is not clear which output is the label, there is nothing to compare.
            return others.Where(IsLabel).ToArray() is [var label]
                ? [deciding, new OutputPlan(label.Name, OutputKind.Label, label.Type!.Value, 1)]
                : [deciding];
        }
        var scores = others.Where(other => IsScorePerClass(other, task.Classes)).ToArray();
        // A threshold may well choose another class than the higher score.
        var companion = scores is [var only] && (depth > 0 || deciding.Kind == OutputKind.Label)
            ? new OutputPlan(only.Name, OutputKind.Scores, only.Type!.Value, task.Classes.Count, 0, depth)
            : null;
        if (companion is not null || depth == 0) return companion is null ? [deciding] : [deciding, companion];
        problems.Add(scores.Length == 0
            ? OutputProblems.NoScores(source, model.Outputs)
            : OutputProblems.SeveralScores(source, scores));
        return null;
    }

    private static OutputPlan? Deciding(
        ModelSource source, ValueDescription output, ClassList classes, int depth, ICollection<Problem> problems)
    {
        if (source.Output?.Threshold is { } threshold)
        {
            if (IsScore(output) && output.MayHaveOneColumn && classes.Count == 2)
            {
                return new OutputPlan(output.Name, OutputKind.Threshold, output.Type!.Value, 1, threshold);
            }
            problems.Add(OutputProblems.ThresholdDoesNotApply(source, output, classes));
            return null;
        }
        if (IsLabel(output)) return new OutputPlan(output.Name, OutputKind.Label, output.Type!.Value, 1);
        if (!IsScore(output)) problems.Add(OutputProblems.OutputDecidesNothing(source, output));
        else if (output.RowShape is [] or [1]) problems.Add(OutputProblems.ThresholdMissing(source, output));
        else if (!IsScorePerClass(output, classes)) problems.Add(OutputProblems.ClassCount(source, output, classes));
        else return new OutputPlan(output.Name, OutputKind.Scores, output.Type!.Value, classes.Count, 0, depth);
        return null;
    }

    private static bool IsLabel(ValueDescription output) => output.IsTensor && !output.Type!.Value.IsFloat() && output.MayHaveOneColumn;

    private static bool IsScore(ValueDescription output) => output.IsTensor && output.Type!.Value.IsFloat() && output.Dimensions.Count <= 2;

    private static bool IsScorePerClass(ValueDescription output, ClassList classes) =>
        IsScore(output) && output.RowShape is null or [< 0] || IsScore(output) && output.RowShape is [var columns] && columns == classes.Count;
}
