namespace ModelCI.Inference;

/// <summary>What one model says about every item, in row order.</summary>
/// <param name="Answers">Class index; in a regression index into the task's table of numbers.</param>
/// <param name="Rankings">Index into the task's table of rankings; null where the task has none.</param>
/// <param name="Findings">What else was noticed.</param>
public sealed record ModelAnswers(int[] Answers, int[]? Rankings, ModelFindings Findings);
