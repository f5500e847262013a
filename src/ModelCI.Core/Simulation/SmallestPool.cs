using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>How many items it takes at the very least to reach the verdict that the level of a run protects.</summary>
public static class SmallestPool
{
    /// <summary>The largest number of items that is tried, 2^24.</summary>
    public const int Largest = 1 << 24;

    /// <summary>
    /// The smallest number of items on which the condition can be accepted (fp-free) or refused (fn-free) at all: what the gate itself takes where
    /// every item speaks for the verdict as strongly as one can. With fewer, every run ends undecided, whatever the models are. For a
    /// conjunction: accepting needs the slowest of its clauses, refusing the fastest. Sequential tests only.
    /// </summary>
    /// <param name="clauses">Compiled.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="levels">Of the run.</param>
    /// <param name="assumptions">Of which only answers and slices count.</param>
    /// <returns>Items; null where even 2^24 are too few.</returns>
    public static int? Of(IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, PopulationAssumptions assumptions)
    {
        clauses = assumptions.Resolve(clauses);
        var kinds = assumptions.Base(clauses.Select(score => score.Clause), withTies: true);
        // Any clause can refuse, so that alpha is split over them; see ClauseNulls.
        var own = mode == Mode.FpFree ? levels : levels with { Alpha = levels.Alpha.DividedBy(clauses.Count) };
        var sizes = clauses.Select(score => Of(score, mode, own, kinds, assumptions.Answers)).ToArray();
        if (mode == Mode.FpFree) return sizes.Contains(null) ? null : sizes.Max();
        return sizes.Min();
    }

    private static int? Of(ClauseScore score, Mode mode, TestLevels levels, IReadOnlyList<ItemKind> kinds, int classes)
    {
        var active = kinds.Where(kind => score.OutcomeOf(kind.Prediction, kind.Label) != ClauseScore.Inactive).ToArray();
        var best = mode == Mode.FpFree ? active.MaxBy(Score) : active.MinBy(Score);
        var always = new Population([best! with { Share = 1 }], classes);
        for (var items = 1 << 10; items <= Largest; items <<= 2)
        {
            var decision = Simulator.Replicate(new GateQuestion([score], mode, levels, items, null), always, 0, 0);
            if (decision is Decision.Passed or Decision.Failed) return decision.Evidence.ItemsRead;
        }
        return null;

        double Score(ItemKind kind) => score.DistinctValues[score.OutcomeOf(kind.Prediction, kind.Label)];
    }
}
