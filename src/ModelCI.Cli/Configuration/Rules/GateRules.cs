using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>What the gate's keys ask of each other, of the budget and of the baseline.</summary>
internal static class GateRules
{
    public static void Check(Draft draft)
    {
        CheckBaseline(draft);
        CheckTerms(draft);
        CheckPaperAccounting(draft);
        CheckSilence(draft);
        CheckBudget(draft);
    }

    private static void CheckBaseline(Draft draft)
    {
        if (draft.ModelPath("baseline") != "none") return;
        foreach (var written in draft.Conditions)
        {
            foreach (var mention in written.Condition.Mentions.Where(mention => mention.Quantity.Metric == Metric.Disagreement || mention.Quantity.Model == ModelRole.Baseline))
            {
                var error = new ConditionSyntaxError(
                    written.Condition.Source, mention.Column, mention.Length, $"{mention.Quantity} cannot be measured, because baseline is none");
                draft.Problems.Add(draft.PlaceIn(written, mention.Column), ConfigurationProblems.NotMeasurable(
                    error, "name a baseline, or write a condition on n alone, such as 'n > 0.8 +/- 0.01'", written.Path));
            }
        }
    }

    /// <summary>Terms that no per-item score measures, and classes that are not among those listed.</summary>
    private static void CheckTerms(Draft draft)
    {
        var classes = draft.Holdout.Texts("classes");
        foreach (var written in draft.Conditions)
        {
            var unknown = classes.Count == 0 ? [] : ConditionProblems.OfClasses(written.Condition, classes);
            foreach (var (column, problem) in ConditionProblems.OfForms(written.Condition).Concat(unknown))
                draft.Problems.Add(draft.PlaceIn(written, column), problem with { What = $"{written.Path}: {problem.What}" });
        }
    }

    private static void CheckPaperAccounting(Draft draft)
    {
        var gate = draft.Gate;
        if (gate.Text("accounting") != "paper") return;
        if (gate.Text("steps") == "none")
            draft.Problems.Add(gate.PlaceOf("accounting"), ConfigurationProblems.BadCombination(
                "gate.accounting is paper, which divides the error over a planned number of steps, but gate.steps is none",
                "write gate.steps, or accounting: universal"));
        if (gate.Text("feedback") is { } feedback and not "verdict")
            draft.Problems.Add(gate.PlaceOf("accounting"), ConfigurationProblems.BadCombination(
                $"gate.accounting is paper, which holds for feedback: verdict only, but gate.feedback is {feedback}",
                "write feedback: verdict, or accounting: universal"));
    }

    private static void CheckSilence(Draft draft)
    {
        var gate = draft.Gate;
        if (gate.Text("adaptivity") != "none" || gate.Text("feedback") is null or "verdict") return;
        draft.Problems.Add(gate.PlaceOf("feedback"), ConfigurationProblems.BadCombination(
            $"gate.adaptivity is none, which tells developers nothing, but gate.feedback is {gate.Text("feedback")}",
            "write feedback: verdict, or another adaptivity"));
    }

    private static void CheckBudget(Draft draft)
    {
        var budget = draft.Root.Child("budget");
        if (budget.Integer("labels") is not { } total || budget.Integer("labels-per-run") is not { } perRun || perRun <= total) return;
        draft.Problems.Add(budget.PlaceOf("labels-per-run"), ConfigurationProblems.BadCombination(
            $"budget.labels-per-run is {perRun}, more than budget.labels, which is {total}",
            $"write at most {total}, or raise budget.labels"));
    }
}
