using ModelCI.Core.Problems;

namespace ModelCI.Inference.Mapping;

/// <summary>The output of a regression: the one named, else the one that is a number per item.</summary>
internal static class NumberSelector
{
    public static IReadOnlyList<OutputPlan>? Select(ModelSource source, ModelDescription model, ICollection<Problem> problems)
    {
        var candidates = model.Outputs.Where(IsNumber).ToArray();
        if (candidates.Length == 1) return Plan(source, candidates[0], problems);
        problems.Add(candidates.Length == 0
            ? OutputProblems.NoNumber(source, model.Outputs)
            : OutputProblems.SeveralOutputs(source, candidates));
        return null;
    }

    public static IReadOnlyList<OutputPlan>? Plan(ModelSource source, ValueDescription output, ICollection<Problem> problems)
    {
        if (source.Output?.Threshold is not null) problems.Add(OutputProblems.ThresholdInRegression(source, output));
        else if (!IsNumber(output)) problems.Add(OutputProblems.OutputIsNoNumber(source, output));
        else return [new OutputPlan(output.Name, OutputKind.Number, output.Type!.Value, 1)];
        return null;
    }

    private static bool IsNumber(ValueDescription output) => output.IsTensor && output.Type!.Value.IsNumber() && output.MayHaveOneColumn;
}
