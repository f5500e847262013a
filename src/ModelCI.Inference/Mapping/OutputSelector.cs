using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Inference.Mapping;

/// <summary>
/// Chooses the outputs that are read: the one that decides first, then the one that ranks the classes or that it is compared with. Never guesses.
/// </summary>
internal static class OutputSelector
{
    /// <summary>The plans, or null with the reason added to <paramref name="problems"/>.</summary>
    public static IReadOnlyList<OutputPlan>? Select(ModelSource source, ModelDescription model, PredictionTask task, ICollection<Problem> problems)
    {
        if (source.Output is not { } settings) return task.IsRegression
            ? NumberSelector.Select(source, model, problems)
            : ClassSelector.Select(source, model, task, problems);
        var named = model.Outputs.FirstOrDefault(output => output.Name == settings.Name);
        if (named is null)
        {
            problems.Add(OutputProblems.UnknownOutput(source, settings.Name, model.Outputs));
            return null;
        }
        return task.IsRegression
            ? NumberSelector.Plan(source, named, problems)
            : ClassSelector.Plan(source, named, model, task, problems);
    }
}
