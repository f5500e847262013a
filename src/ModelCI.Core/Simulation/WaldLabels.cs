using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Simulation;

/// <summary>Wald's (1945) bound on the expected number of labels of a condition in a population.</summary>
public static class WaldLabels
{
    // To what a scenario has its values: a mean nearer to the null is at the null.
    private const double AtTheNull = 1e-9;

    /// <summary>
    /// ln(1/level) / KLinf active items, times the labels per active item. A pass needs every clause accepted: the largest of the clauses' bounds. A
    /// fail needs one refused: the smallest. NaN inside a zone, where the test may end either way and neither bound holds; +infinity where it
    /// need not end at all.
    /// </summary>
    /// <returns>In labels; 0 where no clause costs one.</returns>
    public static double Of(IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, Population population)
    {
        var accept = clauses.Max(score => Bound(score, ClauseNulls.Of(score, clauses.Count, mode, levels), population, accepting: true).Labels);
        var refuse = clauses.Min(score => Bound(score, ClauseNulls.Of(score, clauses.Count, mode, levels), population, accepting: false).Labels);
        return double.IsFinite(accept) && double.IsFinite(refuse) ? double.NaN : Math.Min(accept, refuse);
    }

    /// <summary>The bound of one clause in one direction, in labels and in items of the pool; 0 and 0 where the first item with a score decides.</summary>
    internal static (double Labels, double Items) Bound(ClauseScore score, ClauseNulls nulls, Population population, bool accepting)
    {
        var free = score.Free(population.Classes);
        var probabilities = new double[score.DistinctValues.Length];
        var (active, labelled) = (0.0, 0.0);
        foreach (var kind in population.Kinds)
        {
            if (free.Of(kind.Prediction) == FreeOutcomes.NeedsLabel) labelled += kind.Share;
            var outcome = score.OutcomeOf(kind.Prediction, kind.Label);
            if (outcome == ClauseScore.Inactive) continue;
            active += kind.Share;
            probabilities[outcome] += kind.Share;
        }
        if (active == 0) return (double.PositiveInfinity, double.PositiveInfinity);
        var scores = score.DistinctValues.Select(value => accepting ? value - nulls.Accept : nulls.Refuse - value).ToArray();
        // No score is negative: the first positive one decides, with error probability 0, and no bound of Wald's applies.
        if (scores.Min() >= 0) return (0, 0);
        if (scores.Zip(probabilities, (value, probability) => value * probability).Sum() <= AtTheNull * active)
            return (double.PositiveInfinity, double.PositiveInfinity);
        var bound = WaldBound.Of(scores, [.. probabilities.Select(probability => probability / active)]);
        var items = bound.Items(accepting ? nulls.AcceptLevel : nulls.RefuseLevel);
        return (items * labelled / active, items / active);
    }
}
