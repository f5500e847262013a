namespace ModelCI.Core.Gating;

/// <summary>
/// Of top-k clauses, which see the label in both sets, in one of them or in neither. Both can be where the sets meet; only one where they differ (they
/// are equally large, so that each then has a class of its own); neither where they leave a class out. How many classes the sets share tells it all.
/// </summary>
internal sealed class FreeBySets : FreeOutcomes
{
    private readonly TopKSets _sets;
    private readonly int[] _byCommon;
    private readonly int[][] _possible;
    private readonly HashSet<int> _values = [];

    /// <param name="score">Resolved.</param>
    /// <param name="sets">Its sets.</param>
    /// <param name="indices">Scores where neither set has the label, only the candidate's, only the baseline's, both.</param>
    public FreeBySets(ClauseScore score, TopKSets sets, int[] indices)
        : base(score)
    {
        _sets = sets;
        _byCommon = new int[sets.K + 1];
        _possible = new int[sets.K + 1][];
        for (var common = 0; common <= sets.K; common++)
        {
            _possible[common] = [.. Feasible(common).Distinct().Order()];
            _byCommon[common] = _possible[common] is [var only] ? only : NeedsLabel;
            // More classes than there are cannot differ.
            if (_byCommon[common] != NeedsLabel && (2 * sets.K) - common <= sets.Classes) _values.Add(_byCommon[common]);
        }

        IEnumerable<int> Feasible(int common)
        {
            if ((2 * sets.K) - common < sets.Classes) yield return indices[0];
            if (common < sets.K) yield return indices[1];
            if (common < sets.K) yield return indices[2];
            if (common > 0) yield return indices[3];
        }
    }

    public override IReadOnlySet<int> Values => _values;

    public override bool IsActivityKnown => true;

    private protected override int OfInside(PairedPrediction prediction) => _byCommon[Common(prediction)];

    private protected override IReadOnlyList<int> PossibleInside(PairedPrediction prediction) => _possible[Common(prediction)];

    private int Common(PairedPrediction prediction) => _sets.Common(prediction.CandidateRanking, prediction.BaselineRanking);
}
