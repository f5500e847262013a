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

    // A share of 0.1 is then known to 2 %, and a bet that is off by that costs nothing to speak of.
    private const int EnoughForAShare = 20_000;

    private readonly ClauseScore _score;
    private readonly int _class;
    private readonly sbyte[] _byCase = new sbyte[8];
    private readonly int[][] _possible = new int[8][];

    private readonly HashSet<int> _values = [];

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
                var outcomes = standing.Select(label => score.OutcomeOf(score.InSlice(candidate, baseline), label)).Distinct().Order().ToArray();
                _possible[Case(candidate, baseline)] = outcomes;
                _byCase[Case(candidate, baseline)] = (sbyte)(outcomes.Length == 1 ? outcomes[0] : NeedsLabel);
                if (outcomes is [>= 0]) _values.Add(outcomes[0]);
                if (outcomes.Length > 1 && outcomes.Contains(ClauseScore.Inactive)) IsActivityKnown = false;
            }
        }
    }

    /// <summary>The index of the score that the item has whatever its label, <see cref="ClauseScore.Inactive"/>, or <see cref="NeedsLabel"/>.</summary>
    public int Of(PairedPrediction prediction) =>
        _score.IsOutsideSlice(prediction) ? ClauseScore.Inactive : _byCase[Case(prediction.Candidate, prediction.Baseline)];

    /// <summary>All that the item can turn out to be, over all labels: distinct indices of scores, <see cref="ClauseScore.Inactive"/> among them.</summary>
    public IReadOnlyList<int> Possible(PairedPrediction prediction) =>
        _score.IsOutsideSlice(prediction) ? [ClauseScore.Inactive] : _possible[Case(prediction.Candidate, prediction.Baseline)];

    /// <summary>Indices of the scores that free items have.</summary>
    public IReadOnlySet<int> Values => _values;

    /// <summary>Whether an item that needs its label is active whatever the label is.</summary>
    public bool IsActivityKnown { get; private set; } = true;

    /// <summary>
    /// Share of the active items of a pool that need their label, in (0, 1], from the first 20,000 of its items; null where none does. For clauses
    /// whose activity is known.
    /// </summary>
    public double? LabelShare(IPairedPredictions pool)
    {
        var (active, needed) = (0, 0);
        for (var position = 0; position < Math.Min(pool.Count, EnoughForAShare); position++)
        {
            var outcome = Of(pool.Read(position));
            if (outcome != ClauseScore.Inactive) active++;
            if (outcome == NeedsLabel) needed++;
        }
        return needed == 0 ? null : (double)needed / active;
    }

    private int Case(int candidate, int baseline) =>
        (candidate == _class ? 1 : 0) | (baseline == _class ? 2 : 0) | (candidate == baseline ? 4 : 0);
}
