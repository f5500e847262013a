using ModelCI.Cli.Planning;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Testing;

/// <summary>
/// How long a test set lasts: the alarm comes before the level of the next evaluation makes it useless. It is a function of steps, released
/// symbols, condition and sizes only, never of labels or items (statistics.md section 5).
/// </summary>
internal sealed class Lifetime(GateConfiguration configuration, GatePolicy policy, IReadOnlyList<ClauseScore> clauses, ClassList classes, int items)
{
    private readonly PopulationAssumptions _assumptions = PopulationAssumptions.Of(configuration.Gate.Condition, classes, null, null, configuration.Holdout.SliceNames);

    /// <summary>Whether and why no evaluation may follow; null where one may.</summary>
    public Exhaustion? End(Account account)
    {
        if (account.ExhaustionUnder(policy) is { } exhaustion) return exhaustion;
        return account.Evaluations.Count > 0 && IsUseless(Level(account)) ? Exhaustion.Alpha : null;
    }

    /// <summary>The alarm: a model that is better by the zone's width is not expected to pass any more (fn-free: a worse one to fail).</summary>
    public bool IsNearItsEnd(Account account) => account.Evaluations.Count > 0 && End(account) switch
    {
        null => HasOutgrown(Level(account), ExpectedLabels.ZonesEnd),
        // Behind the last step there is no level to judge.
        var end => end == Exhaustion.Alpha,
    };

    /// <summary>Refuses a test set that could not serve even its first evaluation.</summary>
    /// <exception cref="Core.Problems.ModelCIException">MCI1013.</exception>
    public void CheckFirst(Account account)
    {
        var alpha = Level(account);
        CompiledCondition.CheckSamples(clauses, configuration, alpha, items);
        PoolCheck.Check(clauses, policy.Mode, Levels(alpha), _assumptions, items, "holdout.items");
    }

    /// <summary>Not even the clearest case of a plan is expected to be decided: no verdict but "undecided" would follow.</summary>
    private bool IsUseless(SignificanceLevel alpha)
    {
        if (policy.Method != DecisionMethod.Sequential) return FixedSampling.LeastItems(FixedSampling.Size(clauses, policy.Mode, alpha)) > items;
        return !PoolCheck.Suffices(clauses, policy.Mode, Levels(alpha), _assumptions, items) || HasOutgrown(alpha, ExpectedLabels.ClearCut);
    }

    // A test set that was smaller than the plan's expectation from its beginning was somebody's choice; the alarm says what changed since.
    private bool HasOutgrown(SignificanceLevel alpha, double margin) => IsBeyond(alpha, margin) && !IsBeyond(Level(Account.Empty), margin);

    private bool IsBeyond(SignificanceLevel alpha, double margin)
    {
        if (policy.Method != DecisionMethod.Sequential || ExpectedLabels.Of(clauses, policy.Mode, Levels(alpha), _assumptions, margin) is not { } expected) return false;
        var budget = configuration.Budget;
        return expected.Items > items || expected.Labels > Math.Min(budget.Labels ?? items, budget.LabelsPerRun ?? items);
    }

    // What may be waited for changes no level, only the price of what is released.
    private SignificanceLevel Level(Account account) =>
        SignificanceLevel.FromLogInverse(account.NextError(policy, [ReleasedSymbol.Pass, ReleasedSymbol.Fail]).LogInverseAlpha);

    private TestLevels Levels(SignificanceLevel alpha) => new(alpha, SignificanceLevel.FromReliability(policy.Reliability));
}
