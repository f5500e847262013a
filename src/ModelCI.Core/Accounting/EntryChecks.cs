using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Accounting;

/// <summary>Whether what an entry says can be true.</summary>
internal static class EntryChecks
{
    // Levels are recomputed with the same formula; only the last digits of ln may differ between machines.
    private const double Tolerance = 1e-9;

    /// <summary>
    /// Whether the opening's alphabet is that of its policy, with or without waiting. Paper's 2^H counts the strings of two symbols a run: it
    /// knows neither reasons nor estimates nor waiting.
    /// </summary>
    public static bool IsAlphabet(OpenEntry open)
    {
        if (!ConditionParser.TryParse(open.Policy.Condition, out var condition, out _)) return false;
        var clauses = condition.Clauses.Count;
        var isPaper = open.Policy.Accounting == AccountingScheme.Paper;
        if (isPaper && open.Policy.Feedback != Feedback.Verdict) return false;
        return open.Error.Alphabet.SequenceEqual(ReleasedSymbol.Alphabet(open.Policy, clauses, mayWait: false))
            || (!isPaper && open.Error.Alphabet.SequenceEqual(ReleasedSymbol.Alphabet(open.Policy, clauses, mayWait: true)));
    }

    /// <summary>Whether an opening's error budget is the one that is due.</summary>
    public static bool Follows(ErrorSpend written, ErrorSpend due) =>
        Near(due.Share, written.Share) && Near(due.NatsPaid, written.NatsPaid) && Near(due.LogInverseAlpha, written.LogInverseAlpha)
        && Near(due.Beta, written.Beta) && due.RunsLeft == written.RunsLeft
        // alpha itself is tiny, so that only its relative error means anything.
        && Math.Abs(written.Alpha - Math.Exp(-written.LogInverseAlpha)) <= (Tolerance * written.Alpha) + 1e-300;

    /// <summary>Whether a result says of the account what is true.</summary>
    public static bool Follows(AccountAfter written, AccountAfter due) =>
        written.Alpha.Equals(due.Alpha) && Near(due.Nats, written.Nats) && Near(due.NatsPaid, written.NatsPaid) && due.RunsLeft == written.RunsLeft;

    /// <summary>Whether counts can be those of an evaluation that was opened so.</summary>
    public static bool Fits(ShownCounts shown, OpenEntry opening)
    {
        var (items, policy) = (opening.TestSet.Items, opening.Policy);
        if (!ConditionParser.TryParse(policy.Condition, out var condition, out _) || shown.Clauses.Count != condition.Clauses.Count) return false;
        if (!condition.Clauses.All(clause => ClauseShape.TryOf(clause, out var shape, out _) && (shape.Family != ClauseFamily.Loss || policy.Loss is not null))) return false;
        if (shown.Shortage is not null && shown.Clauses.All(clause => clause.Outcome != ClauseOutcome.Undecided)) return false;
        var scores = condition.Clauses.Select(clause => ClauseScore.Compile(clause, policy.Mode, out _, loss: policy.Loss));
        return shown.LabelsNew >= 0 && shown.LabelsNew <= shown.LabelsNeeded && shown.LabelsNeeded <= items
            && shown.Clauses.Zip(scores).All(pair => Fits(pair.First, pair.Second, items));
    }

    private static bool Fits(ShownClause shown, ClauseScore score, int items)
    {
        if (shown.Counts.Count != (score.IsLoss ? 1 : score.DistinctValues.Length) || score.IsLoss != shown.Sum is not null) return false;
        if (!shown.Counts.All(count => count >= 0 && count <= items) || shown.Items > items) return false;
        return shown.Sum is null || (shown.Sum >= 0 && shown.Sum <= LossGrid.Cells * shown.Items);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Abs(a));
}
