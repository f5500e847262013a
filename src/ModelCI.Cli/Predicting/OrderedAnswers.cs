using ModelCI.Core.Gating;
using ModelCI.Inference;

namespace ModelCI.Cli.Predicting;

/// <summary>What one model says about every item, in reading order: the one order that neither files nor columns can change.</summary>
/// <param name="Answers">Class index; in a regression index into the task's table of numbers.</param>
/// <param name="Rankings">Index into the task's table of rankings; null where the task has none.</param>
/// <param name="Findings">Null where the model was not run by ModelCI.</param>
internal sealed record OrderedAnswers(int[] Answers, int[]? Rankings, ModelFindings? Findings)
{
    /// <summary>Answers by row, put in order.</summary>
    public static OrderedAnswers Of(ModelAnswers answers, ReadingOrder order) =>
        Of(answers.Answers, answers.Rankings, answers.Findings, order);

    /// <summary>Likewise.</summary>
    public static OrderedAnswers Of(int[] answers, int[]? rankings, ModelFindings? findings, ReadingOrder order) =>
        new(InOrder(answers, order), rankings is null ? null : InOrder(rankings, order), findings);

    private static int[] InOrder(int[] byRow, ReadingOrder order)
    {
        var ordered = new int[byRow.Length];
        for (var position = 0; position < ordered.Length; position++) ordered[position] = byRow[order.RowAt(position)];
        return ordered;
    }
}
