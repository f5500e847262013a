using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Inference.Mapping;

/// <summary>Chooses the output that decides: the one named, else the one label output, else the one output of scores. Never guesses.</summary>
internal static class OutputSelector
{
    /// <summary>The plan, or null with the reason added to <paramref name="problems"/>.</summary>
    public static OutputPlan? Select(ModelSource source, ModelDescription model, ClassList classes, ICollection<Problem> problems)
    {
        if (source.Output is { } settings)
        {
            var named = model.Outputs.FirstOrDefault(output => output.Name == settings.Name);
            if (named is not null) return Plan(source, named, settings, classes, problems);
            problems.Add(ModelProblems.UnknownOutput(source, settings.Name, model.Outputs));
            return null;
        }
        var labels = model.Outputs.Where(IsLabel).ToArray();
        var scores = model.Outputs.Where(IsScore).ToArray();
        var candidates = labels.Length > 0 ? labels : scores;
        if (candidates.Length == 1) return Plan(source, candidates[0], null, classes, problems);
        problems.Add(candidates.Length == 0
            ? ModelProblems.NoOutput(source, model.Outputs)
            : ModelProblems.SeveralOutputs(source, candidates));
        return null;
    }

    private static OutputPlan? Plan(
        ModelSource source, ValueDescription output, OutputSettings? settings, ClassList classes, ICollection<Problem> problems)
    {
        if (settings?.Threshold is { } threshold)
        {
            if (IsScore(output) && HasOneColumn(output) && classes.Count == 2)
            {
                return new OutputPlan(output.Name, OutputKind.Threshold, output.Type!.Value, 1, threshold);
            }
            problems.Add(ModelProblems.ThresholdDoesNotApply(source, output, classes));
            return null;
        }
        if (IsLabel(output)) return new OutputPlan(output.Name, OutputKind.Label, output.Type!.Value, 1, 0);
        if (!IsScore(output)) problems.Add(ModelProblems.OutputDecidesNothing(source, output));
        else if (output.RowShape is [] or [1]) problems.Add(ModelProblems.ThresholdMissing(source, output));
        else if (output.RowShape is [> 0 and var columns] && columns != classes.Count) problems.Add(ModelProblems.ClassCount(source, output, classes));
        else return new OutputPlan(output.Name, OutputKind.Scores, output.Type!.Value, classes.Count, 0);
        return null;
    }

    private static bool IsLabel(ValueDescription output) =>
        output is { Kind: ValueKind.Tensor, Type: not null } && !IsFloat(output.Type.Value) && HasOneColumn(output);

    private static bool IsScore(ValueDescription output) =>
        output is { Kind: ValueKind.Tensor, Type: not null } && IsFloat(output.Type.Value) && output.Dimensions.Count <= 2;

    // An unknown number of columns may turn out to be one; the worker checks what the model really returns.
    private static bool HasOneColumn(ValueDescription output) => output.RowShape is null or [] or [1] or [< 0];

    private static bool IsFloat(ElementType type) => type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16;
}
