namespace ModelCI.Core.Gating;

/// <summary>Which labels an evaluation may use: those that the test set has used before cost nothing, new ones up to a limit.</summary>
/// <param name="Used">By position in the reading order: whether an earlier evaluation used the label.</param>
/// <param name="NewLabels">Largest number of labels used for the first time; null for no limit.</param>
public sealed record LabelAllowance(IReadOnlyList<bool> Used, int? NewLabels);
