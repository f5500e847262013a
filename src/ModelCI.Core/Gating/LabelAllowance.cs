namespace ModelCI.Core.Gating;

/// <summary>Which labels an evaluation may use: those that the test set has used before cost nothing, new ones up to a limit.</summary>
/// <param name="Used">By position in the reading order: whether an earlier evaluation used the label.</param>
/// <param name="NewLabels">Largest number of labels used for the first time; null for no limit.</param>
/// <param name="Allowed">By position: whether the label may be used at all; null where all may.</param>
public sealed record LabelAllowance(IReadOnlyList<bool> Used, int? NewLabels, IReadOnlyList<bool>? Allowed = null)
{
    internal bool Forbids(int position, int newLabels) =>
        Allowed?[position] == false || (!Used[position] && newLabels == NewLabels);
}
