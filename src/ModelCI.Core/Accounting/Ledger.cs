using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Accounting;

/// <summary>
/// A chain of entries, verified link by link while it is read: hashes, canonical form, steps, and every level recomputed from the symbols
/// before it. A ledger that does not verify is refused whole.
/// </summary>
public sealed class Ledger
{
    // Levels are recomputed with the same formula; only the last digits of ln may differ between machines.
    private const double Tolerance = 1e-9;

    private readonly List<Evaluation> _evaluations = [];
    private readonly Dictionary<ReleasedSymbol, int> _released = [];
    private readonly List<LedgerEntry> _entries = [];
    private double _natsPaid;

    private Ledger()
    {
    }

    /// <summary>In chain order.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Hash of the last entry; null for an empty ledger.</summary>
    public string? Head { get; private set; }

    /// <summary>What the entries add up to.</summary>
    public Account Account => new([.. _evaluations], _natsPaid);

    /// <summary>Verifies records in chain order.</summary>
    /// <exception cref="Problems.ModelCIException">MCI4002 names the first bad entry; MCI4003: written by a newer version.</exception>
    public static Ledger Verify(IReadOnlyList<LedgerRecord> records)
    {
        var ledger = new Ledger();
        for (var index = 0; index < records.Count; index++) ledger.Add(records[index], index + 1);
        return ledger;
    }

    private void Add(LedgerRecord record, int position)
    {
        var entry = LedgerFormat.Read(record.Entry, position);
        if (entry.Header.Previous != Head) throw LedgerProblems.Damaged(position, "it does not follow the entry before it");
        if (entry.Header.Sealed != LedgerFormat.DigestOf(SealedOf(record, position))) throw LedgerProblems.Damaged(position, "its sealed part was changed");
        try
        {
            if (entry is OpenEntry open) Open(open, record, position);
            else if (entry is ResultEntry result) Result(result, record, position);
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException)
        {
            // The functions that recompute the account refuse what lies outside their ranges.
            throw LedgerProblems.Damaged(position, "it holds a number that no evaluation has");
        }
        _entries.Add(entry);
        Head = record.Hash;
    }

    private static byte[] SealedOf(LedgerRecord record, int position) =>
        record.ReadPart(LedgerParts.Sealed) ?? throw LedgerProblems.Damaged(position, "its sealed part is absent");

    private void Open(OpenEntry open, LedgerRecord record, int position)
    {
        if (open.Step != _evaluations.Count + 1) throw LedgerProblems.Damaged(position, $"its step is {open.Step} where {_evaluations.Count + 1} is due");
        if (_evaluations.Count > 0 && open.TestSet.DifferenceFrom(_evaluations[0].Opening.TestSet) is { } difference)
            throw LedgerProblems.Damaged(position, $"it speaks of another test set: {difference}");
        var account = Account;
        if (account.ChangedPin(open.Policy) is { } changed) throw LedgerProblems.Damaged(position, $"it changes {changed.Key}, which the first entry pins");
        if (account.ExhaustionUnder(open.Policy) is not null) throw LedgerProblems.Damaged(position, "it was opened after the test set was exhausted");
        if (!Follows(open.Error, account.NextError(open.Policy, open.Error.Alphabet)))
            throw LedgerProblems.Damaged(position, "its error budget does not follow from the entries before it");
        if (open.Labels != LabelReserve.After(account.Reserved, open.Labels.Budget, open.Labels.PerRun, open.TestSet.Items))
            throw LedgerProblems.Damaged(position, "its label reserve does not follow from the entries before it");
        _evaluations.Add(new Evaluation(open, record.Hash, null, 0, null));
    }

    private void Result(ResultEntry result, LedgerRecord record, int position)
    {
        var index = _evaluations.FindIndex(evaluation => evaluation.Hash == result.Opening);
        if (index < 0) throw LedgerProblems.Damaged(position, "it is the result of an evaluation that was never opened");
        var evaluation = _evaluations[index];
        if (evaluation.IsFinal) throw LedgerProblems.Damaged(position, $"it is a second result of step {evaluation.Opening.Step}");
        if (!evaluation.Opening.Error.Alphabet.Contains(result.Symbol)) throw LedgerProblems.Damaged(position, "its symbol is not in the alphabet of its opening");
        if (result.Shown is not null && evaluation.Opening.Policy.Feedback != Feedback.Estimates)
            throw LedgerProblems.Damaged(position, "it shows counts that its opening does not allow");
        if (result.Shown is { } shown && !Fits(shown, evaluation.Opening))
            throw LedgerProblems.Damaged(position, "the counts that it shows do not go with its opening");
        var nats = FeedbackCode.Nats(_released, evaluation.Opening, result.Symbol, result.Shown);
        _natsPaid += nats;
        _released[result.Symbol] = _released.GetValueOrDefault(result.Symbol) + 1;
        _evaluations[index] = evaluation with
        {
            Result = result,
            Nats = evaluation.Nats + nats,
            LabelsUsed = LedgerFormat.ReadSealed(SealedOf(record, position), position),
        };
    }

    private static bool Fits(ShownCounts shown, OpenEntry opening)
    {
        var (items, policy) = (opening.TestSet.Items, opening.Policy);
        if (!ConditionParser.TryParse(policy.Condition, out var condition, out _) || shown.Clauses.Count != condition.Clauses.Count) return false;
        if (!condition.Clauses.All(clause => ClauseShape.TryOf(clause, out _, out _))) return false;
        if (shown.Shortage is not null && shown.Clauses.All(clause => clause.Outcome != ClauseOutcome.Undecided)) return false;
        var values = condition.Clauses.Select(clause => ClauseScore.Compile(clause, policy.Mode, out _).DistinctValues.Length);
        return shown.LabelsNew >= 0 && shown.LabelsNew <= shown.LabelsNeeded && shown.LabelsNeeded <= items
            && shown.Clauses.Zip(values).All(pair =>
                pair.First.Counts.Count == pair.Second && pair.First.Counts.All(count => count >= 0 && count <= items) && pair.First.Items <= items);
    }

    private static bool Follows(ErrorSpend written, ErrorSpend due) =>
        written.Alphabet.Contains(ReleasedSymbol.Pass) && written.Alphabet.Contains(ReleasedSymbol.Fail)
        && Near(due.Share, written.Share) && Near(due.NatsPaid, written.NatsPaid) && Near(due.LogInverseAlpha, written.LogInverseAlpha)
        && Near(due.Beta, written.Beta)
        // alpha itself is tiny, so that only its relative error means anything.
        && Math.Abs(written.Alpha - Math.Exp(-written.LogInverseAlpha)) <= (Tolerance * written.Alpha) + 1e-300;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Abs(a));
}
