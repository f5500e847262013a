using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>
/// What the plan expects a run to take until the verdict that its mode protects, from a model that deserves it with the margin of the zone: where it
/// exceeds the pool or the label budget, a test set is exhausted (statistics.md section 5). Wald's (1945) bound, which the test exceeds by 5 to 28 %.
/// </summary>
/// <param name="Labels">At least 0; not rounded.</param>
/// <param name="Items">Of the pool, active or not; at least <paramref name="Labels"/> up to the last digits, not rounded.</param>
public sealed record ExpectedLabels(double Labels, double Items)
{
    /// <summary>At the zone's end: c + 2 eps.</summary>
    public const double ZonesEnd = 2;

    /// <summary>As far beyond the zone as the zone is wide: c + 4 eps, the clearest case that a plan lists.</summary>
    public const double ClearCut = 4;

    /// <summary>
    /// At v = c + margin eps, to accept (fp-free); at c - margin eps, to refuse (fn-free); with every clause there, the one that takes most: a model may be bad by
    /// any one of them. A function of condition, level and assumptions: no number of it depends on the test set. Rises in proportion to
    /// ln(1/alpha).
    /// </summary>
    /// <param name="clauses">Compiled for the sequential method; at least one.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="levels">Of the run.</param>
    /// <param name="assumptions">Where they leave no room for these values there is no expectation.</param>
    /// <param name="margin">In units of eps, above 0.</param>
    /// <returns>
    /// Null where the plan has no figure: a clause without a zone, no population in which every clause has its value, or a clause on losses, whose
    /// distribution nobody knows: it decides how many labels it takes, and the worst that its mean allows is many times what is usual.
    /// </returns>
    /// <exception cref="ArgumentException">A fixed method: what that takes is <see cref="FixedSampling.LeastItems"/>.</exception>
    public static ExpectedLabels? Of(IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, PopulationAssumptions assumptions, double margin = ZonesEnd)
    {
        if (clauses.Any(score => score.Method != DecisionMethod.Sequential)) throw new ArgumentException("clauses of a fixed method", nameof(clauses));
        if (clauses.Any(score => score.Epsilon == 0 || score.IsLoss)) return null;
        clauses = assumptions.Resolve(clauses);
        if (Scenario.At(clauses, Scenario.Margin(clauses, mode, margin), assumptions) is not { } scenario) return null;
        var bounds = clauses.Select(score => WaldLabels.Bound(
            score, ClauseNulls.Of(score, clauses.Count, mode, levels), scenario.Population, accepting: mode == Mode.FpFree)).ToArray();
        var expected = new ExpectedLabels(bounds.Max(bound => bound.Labels), bounds.Max(bound => bound.Items));
        // A disagreement that is given may lie on the wrong side of a clause that bounds it.
        return double.IsFinite(expected.Items) ? expected : null;
    }
}
