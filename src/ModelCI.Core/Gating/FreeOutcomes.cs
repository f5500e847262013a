namespace ModelCI.Core.Gating;

/// <summary>
/// The one rule of what costs a label: given predictions and slices, an item is free for a clause iff all labels lead to the same outcome,
/// inactive or the same score (statistics.md section 1). Tabulated over the few cases that a clause can tell apart, because millions
/// of free items are asked for.
/// </summary>
public sealed class FreeOutcomes
{
    /// <summary>Stands for an outcome: the label can change it.</summary>
    public const int NeedsLabel = -2;

    // A clause knows classes only as "its own" or "another", and pairs only as equal or not: three more classes stand for all others.
    private const int Representatives = 4;

    private readonly ClauseScore _score;
    private readonly int _class;
    private readonly sbyte[] _byCase = new sbyte[8];

    internal FreeOutcomes(ClauseScore score, int classIndex, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (_score, _class) = (score, classIndex);
        Array.Fill(_byCase, (sbyte)NeedsLabel);
        int[] others = [.. Enumerable.Range(0, Math.Min(classes, Representatives + 1)).Where(index => index != classIndex).Take(Math.Min(classes, Representatives) - 1)];
        int[] standing = [classIndex, .. others];
        foreach (var candidate in standing)
        {
            foreach (var baseline in standing)
            {
                var outcomes = standing.Select(label => score.OutcomeOf(score.InSlice(candidate, baseline), label)).Distinct().ToArray();
                _byCase[Case(candidate, baseline)] = (sbyte)(outcomes.Length == 1 ? outcomes[0] : NeedsLabel);
            }
        }
    }

    /// <summary>The index of the score that the item has whatever its label, <see cref="ClauseScore.Inactive"/>, or <see cref="NeedsLabel"/>.</summary>
    public int Of(PairedPrediction prediction) =>
        _score.IsOutsideSlice(prediction) ? ClauseScore.Inactive : _byCase[Case(prediction.Candidate, prediction.Baseline)];

    private int Case(int candidate, int baseline) =>
        (candidate == _class ? 1 : 0) | (baseline == _class ? 2 : 0) | (candidate == baseline ? 4 : 0);
}
