using ModelCI.Core.Accounting;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Planning;

/// <summary>The next evaluation of a question, before there are models: what plan and simulate are about.</summary>
/// <param name="Clauses">Compiled and resolved.</param>
/// <param name="Policy">The question and its rules.</param>
/// <param name="Account">Of the test set so far; an empty one without a configuration.</param>
/// <param name="Levels">Of the next run; of a new test set's first run where this one is exhausted.</param>
/// <param name="HasOwnAlpha">Whether alpha was given, and is not the account's.</param>
/// <param name="Items">N.</param>
/// <param name="KnowsItems">Whether N was given or read, and is not just large.</param>
/// <param name="Labels">Labels that one evaluation may use; null for no limit.</param>
/// <param name="Cost">What a label costs; null if not said.</param>
internal sealed record PlannedRun(
    Condition Condition, IReadOnlyList<ClauseScore> Clauses, GatePolicy Policy, Account Account, TestLevels Levels, bool HasOwnAlpha, int Items, bool KnowsItems,
    int? Labels, LabelCost? Cost, PopulationAssumptions Assumptions)
{
    public GateQuestion Question => new(Clauses, Policy.Mode, Levels, Items, Labels);

    public bool IsExhausted => Account.ExhaustionUnder(Policy) is not null;
}
