using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>A production in which the clauses of a condition have given values.</summary>
/// <param name="Values">By clause: the left side as written, in metric units.</param>
/// <param name="Population">What items are drawn from.</param>
public sealed record Scenario(IReadOnlyList<double> Values, Population Population)
{
    // Below it a clause sees nothing even of a large pool, and its value is what the search left over.
    private const double LeastActiveShare = 1e-6;

    /// <summary>
    /// The population nearest to the assumptions, in relative entropy, in which every clause has its value; null where there is none, such as
    /// n - o = 0.2 where the models differ on 0.1 of the items, or where values agree only if a clause has no active items.
    /// </summary>
    /// <remarks>
    /// d is held at the assumed share, unless a clause bounds d, or d was left open and no population with the usual share has the values. A
    /// clause that bounds d alone takes no value where d is given. Items on which the models are both wrong with different answers occur only
    /// where there is no population without them.
    /// </remarks>
    /// <param name="clauses">Compiled.</param>
    /// <param name="values">By clause: the turned metric (<see cref="ClauseScore"/>).</param>
    /// <param name="assumptions">What the rest is like.</param>
    public static Scenario? At(IReadOnlyList<ClauseScore> clauses, IReadOnlyList<double> values, PopulationAssumptions assumptions)
    {
        clauses = assumptions.Resolve(clauses);
        var isOpen = assumptions.Disagreement is null;
        var speaksOfTwo = clauses.Any(score => score.Clause.Terms.Any(term => term.Quantity.Metric == Metric.Disagreement || term.Quantity.Model == ModelRole.Baseline));
        var isHeld = !isOpen || (speaksOfTwo && !clauses.Any(IsDisagreement));
        return (isHeld ? Find(withTies: false, holdsD: true) ?? Find(withTies: true, holdsD: true) : null)
            ?? (isOpen ? Find(withTies: false, holdsD: false) ?? Find(withTies: true, holdsD: false) : null);

        Scenario? Find(bool withTies, bool holdsD)
        {
            var kinds = assumptions.Base(clauses.Select(score => score.Clause), withTies);
            var functions = clauses.Zip(values).Where(pair => isOpen || !IsDisagreement(pair.First))
                .Select(pair => Function(kinds, pair.First, pair.First.ToScore(pair.Second))).ToList();
            if (assumptions.Accuracy is { } accuracy) functions.Add([.. kinds.Select(kind => (kind.Prediction.Baseline == kind.Label ? 1 : 0) - accuracy)]);
            var differ = assumptions.Disagreement ?? PopulationAssumptions.UsualDisagreement;
            if (holdsD) functions.Add([.. kinds.Select(kind => (kind.Prediction.Disagree ? 1 : 0) - differ)]);
            if (ExponentialTilt.Of([.. kinds.Select(kind => kind.Share)], functions) is not { } shares) return null;
            var population = new Population(kinds.Zip(shares, (kind, share) => kind with { Share = share }), assumptions.Answers);
            // n = 1 beside recall = 0.5 is possible only where the class never occurs: the clause would have no value.
            if (clauses.Any(score => ActiveShare(score, population) < LeastActiveShare)) return null;
            // As asked for where that was held, without the last digits of the search.
            var exact = clauses.Zip(values).Select(pair => isOpen || !IsDisagreement(pair.First) ? pair.Second : Value(pair.First, population));
            return new Scenario([.. clauses.Zip(exact, (score, value) => ((score.IsTurned ? -1 : 1) * value) + 0.0)], population);
        }
    }

    /// <summary>The turned metric of a clause in a population; NaN where no item is active.</summary>
    public static double Value(ClauseScore score, Population population)
    {
        var (share, sum) = (0.0, 0.0);
        foreach (var kind in population.Kinds)
        {
            var outcome = score.OutcomeOf(kind.Prediction, kind.Label);
            if (outcome == ClauseScore.Inactive) continue;
            share += kind.Share;
            sum += kind.Share * score.DistinctValues[outcome];
        }
        return score.ToMetric(sum / share);
    }

    /// <summary>
    /// The turned values at a multiple of each clause's tolerance above the side whose error is bounded: c + multiple eps (fp-free), c - multiple
    /// eps (fn-free). At 0 or below the mode's error is possible; at 2 or above the other.
    /// </summary>
    public static double[] Margin(IReadOnlyList<ClauseScore> clauses, Mode mode, double multiple) =>
        [.. clauses.Select(score => score.Threshold + ((mode == Mode.FpFree ? multiple : -multiple) * score.Epsilon))];

    private static double ActiveShare(ClauseScore score, Population population) =>
        population.Mean(kind => score.OutcomeOf(kind.Prediction, kind.Label) == ClauseScore.Inactive ? 0 : 1);

    private static bool IsDisagreement(ClauseScore score) => score.IsLabelFree && score.Clause.Terms.All(term => term.Quantity.Slice is null);

    private static double[] Function(IEnumerable<ItemKind> kinds, ClauseScore score, double mean) =>
        [.. kinds.Select(kind => score.OutcomeOf(kind.Prediction, kind.Label) is >= 0 and var outcome ? score.DistinctValues[outcome] - mean : 0)];
}
