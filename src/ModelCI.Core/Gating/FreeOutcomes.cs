namespace ModelCI.Core.Gating;

/// <summary>
/// The one rule of what costs a label: given predictions and slices, an item is free for a clause iff all labels lead to the same outcome,
/// inactive or the same score (statistics.md section 1). Looked up in tables over the few cases that a clause can tell apart, because millions
/// of free items are asked for.
/// </summary>
public abstract class FreeOutcomes
{
    /// <summary>Stands for an outcome: the label can change it.</summary>
    public const int NeedsLabel = -2;

    // A share of 0.1 is then known to 2 %, and a bet that is off by that costs nothing to speak of.
    private const int EnoughForAShare = 20_000;

    private static readonly int[] OnlyInactive = [ClauseScore.Inactive];

    private readonly ClauseScore _score;

    private protected FreeOutcomes(ClauseScore score) => _score = score;

    /// <summary>The index of the score that the item has whatever its label, <see cref="ClauseScore.Inactive"/>, or <see cref="NeedsLabel"/>.</summary>
    public int Of(PairedPrediction prediction) => _score.IsOutsideSlice(prediction) ? ClauseScore.Inactive : OfInside(prediction);

    /// <summary>
    /// What the item can turn out to be, over all labels: distinct indices of scores, <see cref="ClauseScore.Inactive"/> among them. One for a free
    /// item; for others at least the two ends.
    /// </summary>
    public IReadOnlyList<int> Possible(PairedPrediction prediction) => _score.IsOutsideSlice(prediction) ? OnlyInactive : PossibleInside(prediction);

    /// <summary>Indices of the scores that free items have.</summary>
    public abstract IReadOnlySet<int> Values { get; }

    /// <summary>Whether an item that needs its label is active whatever the label is.</summary>
    public abstract bool IsActivityKnown { get; }

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

    private protected abstract int OfInside(PairedPrediction prediction);

    private protected abstract IReadOnlyList<int> PossibleInside(PairedPrediction prediction);
}
