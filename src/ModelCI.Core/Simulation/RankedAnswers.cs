using ModelCI.Core.Gating;
using ModelCI.Core.Items;

namespace ModelCI.Core.Simulation;

/// <summary>Rankings behind simulated answers: the answer first, then the label as far down as a clause can tell, and other classes.</summary>
/// <param name="task">With rankings, into which these go.</param>
/// <param name="ks">The k of clauses, ascending.</param>
internal sealed class RankedAnswers(PredictionTask task, int[] ks)
{
    private const int Nowhere = -1;

    private readonly Dictionary<(int Answer, int Label, int Rank, bool FromBehind), int> _known = [];

    /// <summary>
    /// All rankings of an item with their shares: one for both models where they answer alike, independent ones that differ as far as they can
    /// where not.
    /// </summary>
    public IEnumerable<(int Candidate, int Baseline, double Share)> Of(PairedPrediction prediction, int label)
    {
        var candidates = Ranks(prediction.Candidate, label);
        if (!prediction.Disagree)
            return candidates.Select(rank => Ranking(prediction.Candidate, label, rank, fromBehind: false)).Select(ranking => (ranking, ranking, 1.0 / candidates.Length));
        var baselines = Ranks(prediction.Baseline, label);
        return from candidate in candidates
               from baseline in baselines
               select (
                   Ranking(prediction.Candidate, label, candidate, fromBehind: false), Ranking(prediction.Baseline, label, baseline, fromBehind: true),
                   1.0 / (candidates.Length * baselines.Length));
    }

    /// <summary>Where the label can stand: first where it is the answer, else just inside each k, or nowhere.</summary>
    private int[] Ranks(int answer, int label) =>
        answer == label ? [0] : [.. ks.Where(k => k > 1).Select(k => k - 1), Nowhere];

    private int Ranking(int answer, int label, int rank, bool fromBehind)
    {
        if (_known.TryGetValue((answer, label, rank, fromBehind), out var known)) return known;
        var others = Enumerable.Range(0, task.Classes.Count).Where(index => index != answer && index != label);
        var classes = (fromBehind ? others.Reverse() : others).Prepend(answer).Take(task.Rankings!.Depth).ToList();
        if (rank > 0) classes.Insert(rank, label);
        var index = task.Rankings.Add([.. classes.Take(task.Rankings.Depth)]);
        _known.Add((answer, label, rank, fromBehind), index);
        return index;
    }
}
