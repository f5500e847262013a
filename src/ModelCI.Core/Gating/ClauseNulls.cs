using ModelCI.Core.Configuration;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>
/// What the two processes of a clause hold against it: nulls and thresholds by the table of statistics.md section 3, in units of the score of
/// an active item. One-sided each.
/// </summary>
/// <param name="Accept">Accepting rejects "the mean score is at most this".</param>
/// <param name="Refuse">Refusing rejects "the mean score is at least this".</param>
/// <param name="AcceptLevel">Accepting needs a wealth of 1/AcceptLevel.</param>
/// <param name="RefuseLevel">Refusing needs a wealth of 1/RefuseLevel.</param>
public sealed record ClauseNulls(double Accept, double Refuse, SignificanceLevel AcceptLevel, SignificanceLevel RefuseLevel)
{
    /// <summary>Width of the indifference zone in units of the score, at least 0.</summary>
    public double Zone => Refuse - Accept;

    /// <summary>Of one of <paramref name="clauses"/> clauses.</summary>
    public static ClauseNulls Of(ClauseScore score, int clauses, Mode mode, TestLevels levels)
    {
        var (accept, refuse) = mode == Mode.FpFree
            ? (score.Threshold, score.Threshold + (2 * score.Epsilon))
            : (score.Threshold - (2 * score.Epsilon), score.Threshold);
        // Passing needs every clause accepted (intersection-union, Berger 1982): no split there. Any clause can refuse: split over k.
        var (acceptLevel, refuseLevel) = mode == Mode.FpFree ? (levels.Alpha, levels.Beta) : (levels.Beta, levels.Alpha);
        return new ClauseNulls(
            score.ToScore(accept), score.ToScore(refuse), acceptLevel, SignificanceLevel.FromLogInverse(refuseLevel.LogInverse + Math.Log(clauses)));
    }
}
