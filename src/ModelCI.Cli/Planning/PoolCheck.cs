using ModelCI.Cli.Flags;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Problems;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Planning;

/// <summary>Refuses what a pool can never certify, before it costs a run.</summary>
internal static class PoolCheck
{
    /// <summary>For a run that is planned or simulated; a number of items that nobody gave is no objection.</summary>
    /// <exception cref="ModelCIException">MCI1013: the pool is too small.</exception>
    public static void Check(PlannedRun run, FlagReader reader, AssumptionFlags flags)
    {
        if (!run.KnowsItems) return;
        var where = reader.IsGiven(flags.Items) ? flags.Items.Name : "holdout.items";
        Check(run.Clauses, run.Policy.Mode, run.Levels, run.Assumptions, run.Items, where);
    }

    /// <summary>Whether the condition could ever be accepted (fn-free: refused) on so many items.</summary>
    public static bool Suffices(IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, PopulationAssumptions assumptions, int items) =>
        items >= (SmallestPool.Of(clauses, mode, levels, assumptions) ?? SmallestPool.Largest + 1);

    /// <param name="where">What fixes the number of items.</param>
    /// <exception cref="ModelCIException">MCI1013: the pool is too small.</exception>
    public static void Check(
        IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, PopulationAssumptions assumptions, int items, string where)
    {
        if (clauses[0].Method != DecisionMethod.Sequential) return;
        var least = SmallestPool.Of(clauses, mode, levels, assumptions);
        if (items >= (least ?? SmallestPool.Largest + 1)) return;
        var verdict = mode == Mode.FpFree ? "accept" : "refuse";
        var fewest = least is null
            ? FormattableString.Invariant($"not even {SmallestPool.Largest:#,0} items can")
            : FormattableString.Invariant($"{least:#,0} items are the fewest that can");
        throw new ModelCIException(
            "MCI1013",
            FormattableString.Invariant($"{items:#,0} items can never {verdict} this condition at the level of this run, {levels.Alpha.Value:0.###e0}, whatever the models are; {fewest}"),
            where, "use a larger test set, a lower reliability or fewer steps");
    }
}
