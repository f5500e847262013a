using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Cli.Testing;

/// <summary>What of a decision is released.</summary>
internal static class Symbols
{
    /// <summary>Undecided is resolved by the mode: in doubt fp-free fails and fn-free passes.</summary>
    public static ReleasedSymbol Of(Decision decision, GatePolicy policy)
    {
        if (policy.Adaptivity == Adaptivity.None) return ReleasedSymbol.Accepted;
        var tellsReason = policy.Feedback == Feedback.Reason;
        return decision switch
        {
            Decision.Waiting => ReleasedSymbol.Waiting,
            Decision.Passed => ReleasedSymbol.Pass,
            Decision.Failed when tellsReason => ReleasedSymbol.Refused(RefusedClause(decision.Evidence)),
            Decision.Failed => ReleasedSymbol.Fail,
            Decision.Undecided when tellsReason => ReleasedSymbol.Undecided,
            Decision.Undecided => ReleasedSymbol.Undecided.IsPass(policy.Mode) ? ReleasedSymbol.Pass : ReleasedSymbol.Fail,
            _ => throw new InvalidOperationException($"unknown decision {decision}"),
        };
    }

    // Several clauses may be refused by one item; the first is named, so that the alphabet has one symbol a clause.
    private static int RefusedClause(Evidence evidence) => evidence.Clauses.Index().First(clause => clause.Item.Outcome == ClauseOutcome.Refused).Index + 1;
}
