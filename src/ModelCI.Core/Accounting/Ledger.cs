using ModelCI.Core.Configuration;

namespace ModelCI.Core.Accounting;

/// <summary>
/// A chain of entries, verified link by link while it is read: hashes, canonical form, message authentication, steps, and every level recomputed
/// from the symbols before it. A ledger that does not verify is refused whole. Parts beside the entries are checked when they are read.
/// </summary>
public sealed class Ledger
{
    private readonly List<LedgerRecord> _records = [];
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<double> _nats = [];
    private readonly List<Evaluation> _evaluations = [];
    private readonly Dictionary<string, int> _openings = new(StringComparer.Ordinal);
    private readonly Dictionary<ReleasedSymbol, int> _released = [];
    private readonly List<OfflineEntry> _offline = [];
    private readonly HashSet<string> _provisional = new(StringComparer.Ordinal);
    private readonly LedgerSeal? _seal;
    private double _natsPaid;
    private double _spent;
    private int _reserved;
    private TestSetPin? _testSet;
    private Exhaustion? _retired;

    private Ledger(LedgerSeal? seal)
    {
        _seal = seal;
    }

    /// <summary>In chain order.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>As stored, in chain order.</summary>
    public IReadOnlyList<LedgerRecord> Records => _records;

    /// <summary>Hash of the last entry; null for an empty ledger.</summary>
    public string? Head => _records.Count == 0 ? null : _records[^1].Hash;

    /// <summary>Whether the account was begun with a key.</summary>
    public bool IsKeyed => _testSet?.Key is not null;

    /// <summary>What the entries add up to.</summary>
    public Account Account => Now([.. _evaluations], [.. _offline]);

    /// <summary>Verifies records in chain order.</summary>
    /// <param name="seal">
    /// The account's secrets, which authenticate every entry; null to check only what anyone can: a ledger with a key is then no more than a
    /// chain of hashes.
    /// </param>
    /// <exception cref="Problems.ModelCIException">
    /// MCI4002 names the first bad entry; MCI4003: written by a newer version; MCI4010: begun with another key, with one, or without.
    /// </exception>
    public static Ledger Verify(IReadOnlyList<LedgerRecord> records, LedgerSeal? seal)
    {
        var ledger = new Ledger(seal);
        foreach (var record in records) ledger.Add(record);
        return ledger;
    }

    /// <summary>
    /// This ledger with the records that stand behind it in a longer chain; a new one where the chain is another. Nothing is verified twice.
    /// </summary>
    public Ledger FollowedBy(IReadOnlyList<LedgerRecord> records)
    {
        if (records.Count < _records.Count || (_records.Count > 0 && records[_records.Count - 1].Hash != Head)) return Verify(records, _seal);
        while (_records.Count < records.Count) Add(records[_records.Count]);
        return this;
    }

    /// <summary>Nats paid for what an entry, numbered from 1, released; 0 where it released nothing.</summary>
    public double NatsOf(int entry) => _nats[entry - 1];

    /// <summary>A part of an entry as it was before it was stored.</summary>
    /// <param name="entry">Number of the entry, from 1.</param>
    /// <param name="part">One of <see cref="LedgerParts"/> that the entry's header names.</param>
    /// <exception cref="Problems.ModelCIException">MCI4002: absent or changed; MCI4010: sealed, and the ledger was verified without the key.</exception>
    public byte[] ReadPart(int entry, string part)
    {
        var stored = Stored(entry, part);
        if (!IsKeyed) return stored;
        return (_seal ?? throw LedgerProblems.NeedsKey()).TryOpen(stored, part, _entries[entry - 1].Header.Previous)
            ?? throw LedgerProblems.Damaged(entry, $"its part '{part}' cannot be opened");
    }

    /// <summary>
    /// Checks every part of an entry, numbered from 1, which <see cref="Verify"/> leaves to whoever reads one: its digest and, with the key, its
    /// authentication.
    /// </summary>
    /// <exception cref="Problems.ModelCIException">MCI4002 names the entry.</exception>
    public void CheckParts(int entry)
    {
        var header = _entries[entry - 1].Header;
        foreach (var part in (ReadOnlySpan<string>)[LedgerParts.Sealed, LedgerParts.Items, LedgerParts.Labels])
        {
            if (DigestOf(header, part) is null) continue;
            if (_seal is null) Stored(entry, part);
            else ReadPart(entry, part);
        }
    }

    /// <summary>The error account behind a symbol that an evaluation of this ledger would release next.</summary>
    /// <param name="isProvisional">Whether it was shown while the ledger was out of reach.</param>
    /// <exception cref="ArgumentException">Counts that no evaluation has.</exception>
    public AccountAfter After(OpenEntry opening, ReleasedSymbol symbol, ShownCounts? shown, bool isProvisional = false)
    {
        var nats = FeedbackCode.Nats(_released, opening, symbol, shown, isProvisional);
        var retires = !isProvisional && opening.Policy.Adaptivity == Adaptivity.FirstChange && symbol.IsPass(opening.Policy.Mode);
        var left = opening.Policy.Steps - _evaluations.Count;
        return new AccountAfter(opening.Error.Alpha, nats, _natsPaid + nats, retires ? 0 : left is { } runs ? Math.Max(0, runs) : null);
    }

    private static string? DigestOf(EntryHeader header, string part) => part switch
    {
        LedgerParts.Items => header.Items,
        LedgerParts.Labels => header.Labels,
        _ => header.Sealed,
    };

    private byte[] Stored(int entry, string part)
    {
        var stored = _records[entry - 1].ReadPart(part) ?? throw LedgerProblems.Damaged(entry, $"its part '{part}' is absent");
        return LedgerFormat.DigestOf(stored) == DigestOf(_entries[entry - 1].Header, part)
            ? stored
            : throw LedgerProblems.Damaged(entry, $"its part '{part}' was changed");
    }

    private Account Now(IReadOnlyList<Evaluation> evaluations, IReadOnlyList<OfflineEntry> offline) =>
        new(evaluations, offline, _natsPaid, _spent, _reserved, _testSet, _retired);

    private void Add(LedgerRecord record)
    {
        var position = _entries.Count + 1;
        var (entry, natsBefore) = (LedgerFormat.Read(record.Entry, position), _natsPaid);
        if (entry.Header.Previous != Head) throw LedgerProblems.Damaged(position, "it does not follow the entry before it");
        if (position == 1) CheckKey(entry);
        CheckMac(entry, position);
        if (_retired is not null && entry is OpenEntry or PinEntry) throw LedgerProblems.Damaged(position, "it was written after the test set was retired");
        try
        {
            switch (entry)
            {
                case OpenEntry open: Open(open, record, position); break;
                case ResultEntry result: Result(result, position); break;
                case PinEntry pin: Pin(pin, position); break;
                case OfflineEntry offline: Offline(offline, position); break;
                case RetireEntry retire: _retired = retire.Reason == Retirement.Rotated ? Exhaustion.Rotated : Exhaustion.Unsealed; break;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException)
        {
            // The functions that recompute the account refuse what lies outside their ranges.
            throw LedgerProblems.Damaged(position, "it holds a number that no evaluation has");
        }
        _entries.Add(entry);
        _nats.Add(_natsPaid - natsBefore);
        _records.Add(record);
    }

    private void CheckKey(LedgerEntry first)
    {
        var pin = first switch
        {
            OpenEntry open => open.TestSet,
            PinEntry begin => begin.TestSet,
            _ => throw LedgerProblems.Damaged(1, "no account begins with it"),
        };
        if (first.Header.Items is null) throw LedgerProblems.Damaged(1, "it does not pin the items");
        if (_seal is not null && _seal.Fingerprint != pin.Key) throw LedgerProblems.OtherKey(pin.Key, _seal.Fingerprint);
        _testSet = pin;
    }

    private void CheckMac(LedgerEntry entry, int position)
    {
        if (IsKeyed != entry.Header.Mac is not null)
            throw LedgerProblems.Damaged(position, IsKeyed ? "it is not authenticated" : "it is authenticated, in an account without a key");
        if (_seal is { IsKeyed: true } && _seal.Mac(entry) != entry.Header.Mac) throw LedgerProblems.Damaged(position, "it was not written by a holder of the account's key");
    }

    private void Pin(PinEntry pin, int position)
    {
        if (position == 1) return;
        if (pin.TestSet.DifferenceOfRules(_testSet!) is { } difference) throw LedgerProblems.Damaged(position, $"it speaks of another test set: {difference}");
        if (pin.TestSet.Items <= _testSet!.Items) throw LedgerProblems.Damaged(position, "it extends the test set by no item");
        if (pin.Header.Items is null) throw LedgerProblems.Damaged(position, "it does not pin the items");
        _testSet = pin.TestSet;
    }

    private void Offline(OfflineEntry offline, int position)
    {
        var opening = offline.Opening;
        if (opening.TestSet.DifferenceOfRules(_testSet!) is { } difference) throw LedgerProblems.Damaged(position, $"it speaks of another test set: {difference}");
        // Paper's level is fixed beforehand: what is released besides its steps would be paid for by nothing.
        if (opening.Policy.Accounting == AccountingScheme.Paper || (_evaluations.Count > 0 && _evaluations[0].Opening.Policy.Accounting == AccountingScheme.Paper))
            throw LedgerProblems.Damaged(position, "it was shown offline, which accounting 'paper' cannot pay for");
        if (!EntryChecks.IsAlphabet(opening)) throw LedgerProblems.Damaged(position, "its alphabet is none that its policy has");
        if (!_provisional.Add(offline.Provisional)) throw LedgerProblems.Damaged(position, "the verdict that it enters was entered before");
        Release(opening, offline.Symbol, offline.Shown, offline.After, position, isProvisional: true);
        _reserved = LabelReserve.After(_reserved, opening.Labels.Budget, opening.Labels.PerRun, opening.TestSet.Items).Reserved;
        _offline.Add(offline);
    }

    private void Open(OpenEntry open, LedgerRecord record, int position)
    {
        if (open.Step != _evaluations.Count + 1) throw LedgerProblems.Damaged(position, $"its step is {open.Step} where {_evaluations.Count + 1} is due");
        if (open.TestSet.DifferenceFrom(_testSet!) is { } difference) throw LedgerProblems.Damaged(position, $"it speaks of another test set: {difference}");
        var account = Now(_evaluations, _offline);
        if (account.ChangedPin(open.Policy) is { } changed) throw LedgerProblems.Damaged(position, $"it changes {changed.Key}, which the first entry pins");
        if (account.ExhaustionUnder(open.Policy) is not null) throw LedgerProblems.Damaged(position, "it was opened after the test set was exhausted");
        if (!EntryChecks.IsAlphabet(open)) throw LedgerProblems.Damaged(position, "its alphabet is none that its policy has");
        if (!EntryChecks.Follows(open.Error, account.NextError(open.Policy, open.Error.Alphabet)))
            throw LedgerProblems.Damaged(position, "its error budget does not follow from the entries before it");
        if (open.Labels != LabelReserve.After(account.Reserved, open.Labels.Budget, open.Labels.PerRun, open.TestSet.Items))
            throw LedgerProblems.Damaged(position, "its label reserve does not follow from the entries before it");
        _spent += open.Error.Share;
        _reserved = open.Labels.Reserved;
        _openings.Add(record.Hash, _evaluations.Count);
        _evaluations.Add(new Evaluation(open, record.Hash, position, null, 0, 0));
    }

    private void Result(ResultEntry result, int position)
    {
        if (!_openings.TryGetValue(result.Opening, out var index)) throw LedgerProblems.Damaged(position, "it is the result of an evaluation that was never opened");
        var evaluation = _evaluations[index];
        if (evaluation.IsFinal) throw LedgerProblems.Damaged(position, $"it is a second result of step {evaluation.Opening.Step}");
        var nats = Release(evaluation.Opening, result.Symbol, result.Shown, result.After, position, isProvisional: false);
        _evaluations[index] = evaluation with { Result = result, ResultAt = position, Nats = evaluation.Nats + nats };
    }

    /// <summary>Checks a released symbol and pays for it.</summary>
    private double Release(OpenEntry opening, ReleasedSymbol symbol, ShownCounts? shown, AccountAfter after, int position, bool isProvisional)
    {
        if (!opening.Error.Alphabet.Contains(symbol))
            throw LedgerProblems.Damaged(position, "its symbol is not in the alphabet of its opening");
        if (shown is not null && (opening.Policy.Feedback != Feedback.Estimates || opening.Policy.Adaptivity == Adaptivity.None))
            throw LedgerProblems.Damaged(position, "it shows counts that its opening does not allow");
        if (shown is not null && !EntryChecks.Fits(shown, opening))
            throw LedgerProblems.Damaged(position, "the counts that it shows do not go with its opening");
        var due = After(opening, symbol, shown, isProvisional);
        if (!EntryChecks.Follows(after, due)) throw LedgerProblems.Damaged(position, "what it says of the error budget does not follow from the entries before it");
        _natsPaid = due.NatsPaid;
        _released[symbol] = _released.GetValueOrDefault(symbol) + 1;
        return due.Nats;
    }
}
