using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>The sets of the k classes with the highest scores: the first k of each ranking.</summary>
internal sealed class TopKSets
{
    private readonly RankingTable _rankings;

    /// <param name="rankings">At least <paramref name="k"/> deep.</param>
    /// <param name="k">At least 1, below <paramref name="classes"/>.</param>
    /// <param name="classes">Number of classes.</param>
    public TopKSets(RankingTable rankings, int k, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rankings.Depth, k, nameof(rankings));
        (_rankings, K, Classes) = (rankings, k, classes);
    }

    public int K { get; }

    public int Classes { get; }

    /// <summary>Whether a class is in the set of a ranking.</summary>
    public bool Contains(int ranking, int label) => _rankings[ranking][..K].Contains(label);

    /// <summary>Classes that the sets of two rankings have in common.</summary>
    public int Common(int ranking, int other)
    {
        if (ranking == other) return K;
        var others = _rankings[other][..K];
        var common = 0;
        foreach (var label in _rankings[ranking][..K]) common += others.Contains(label) ? 1 : 0;
        return common;
    }
}
