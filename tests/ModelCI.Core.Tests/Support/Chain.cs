using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;

namespace ModelCI.Core.Tests.Support;

/// <summary>Builds a ledger through the public API, as the command line does: verify, compose, append.</summary>
internal sealed class Chain
{
    public const int Items = 50;

    public static readonly TestSetPin TestSet = new("set", Items, "digest", "public", ["a", "b", "c"]);

    public static readonly ItemPins Pins = ItemPins.Of(Pool(Items), ItemPins.PublicKey);

    public static readonly ReleasedSymbol[] PassFail = [ReleasedSymbol.Pass, ReleasedSymbol.Fail];

    public static readonly ReleasedSymbol[] WithWaiting = [ReleasedSymbol.Pass, ReleasedSymbol.Fail, ReleasedSymbol.Waiting];

    /// <summary>Of an entry that is wrong for another reason.</summary>
    public static readonly AccountAfter Unknown = new(0, 0, 0, null);

    private readonly List<LedgerRecord> _records = [];
    private readonly LedgerSeal _seal;
    private Ledger? _known;
    private int _nonces;

    public Chain(LedgerSeal? seal = null)
    {
        _seal = seal ?? new LedgerSeal(TestSet.Name, null);
    }

    public IReadOnlyList<LedgerRecord> Records => _records;

    /// <summary>Verified; entries that were verified before are not verified again.</summary>
    public Ledger Ledger => _known = _known?.FollowedBy(_records) ?? Ledger.Verify(_records, _seal);

    public Account Account => Ledger.Account;

    public SealedAccount Sealed => new(Ledger);

    public TestSetPin Pin => TestSet with { Key = _seal.Fingerprint };

    public static GatePolicy Policy(
        int? steps = 4, Adaptivity adaptivity = Adaptivity.Full, AccountingScheme accounting = AccountingScheme.Universal,
        Feedback feedback = Feedback.Verdict, double reliability = 0.99, Mode mode = Mode.FpFree, string condition = "n - o > 0 +/- 0.01") =>
        new(condition, reliability, mode, adaptivity, steps, feedback, accounting, Reading.Whole);

    /// <summary>A pool of that many items without features.</summary>
    public static ItemPool Pool(int items)
    {
        string[] ids = [.. Enumerable.Range(0, items).Select(number => FormattableString.Invariant($"item {number}"))];
        return new ItemPool(ids, [], "digest", new byte[items * ItemPool.DigestBytes], hasNamedIds: true);
    }

    public Chain Copy()
    {
        var copy = new Chain(_seal) { _nonces = _nonces };
        copy._records.AddRange(_records);
        return copy;
    }

    public EntryHeader Header(string schema = LedgerFormat.Schema) =>
        new(schema, _records.Count == 0 ? null : _records[^1].Hash, "test", "2025-01-01T00:00:00Z", "actor", null, "");

    /// <summary>Appends an opening; its index is the number of evaluations before it.</summary>
    public OpenEntry Open(
        GatePolicy policy, ReleasedSymbol[]? alphabet = null, string? key = null, int? budget = null, int? perRun = null, TestSetPin? testSet = null,
        int? limit = null, params int[] mayUse)
    {
        var account = Account;
        var pin = testSet ?? Pin;
        return (OpenEntry)Add(
            header => new OpenEntry(
                header, account.NextStep, key ?? $"key {account.NextStep}", pin, new EvaluatedModels("new", "old"), policy,
                account.NextError(policy, alphabet ?? PassFail), LabelReserve.After(account.Reserved, budget, perRun, pin.Items)),
            SealedDetails.OfOpening(new LabelGrant(new LabelSet(pin.Items, mayUse), limit), "predictions"));
    }

    /// <summary>Appends the result of the evaluation at an index (the last one if left out).</summary>
    public Chain Release(ReleasedSymbol symbol, int? evaluation = null, ShownCounts? shown = null, params int[] labels)
    {
        var ledger = Ledger;
        var evaluations = ledger.Account.Evaluations;
        var released = evaluations[evaluation ?? evaluations.Count - 1];
        var after = After(ledger, released.Opening, symbol, shown, isProvisional: false);
        Add(header => new ResultEntry(header, released.Hash, symbol, shown, after), Used(labels));
        return this;
    }

    /// <summary>Enters a symbol that was shown offline; each call is of a run of its own.</summary>
    public Chain EnterOffline(OpenEntry opening, ReleasedSymbol symbol, ShownCounts? shown = null, params int[] labels)
    {
        var provisional = LedgerFormat.DigestOf([.. BitConverter.GetBytes(_records.Count)]);
        var after = After(Ledger, opening, symbol, shown, isProvisional: true);
        Add(header => new OfflineEntry(header, provisional, opening, symbol, shown, after), Used(labels));
        return this;
    }

    private static AccountAfter After(Ledger ledger, OpenEntry opening, ReleasedSymbol symbol, ShownCounts? shown, bool isProvisional)
    {
        try
        {
            var after = ledger.After(opening, symbol, shown, isProvisional);
            return double.IsFinite(after.Nats) ? after : Unknown;
        }
        catch (ArgumentException)
        {
            // Counts that no evaluation has have no price.
            return Unknown;
        }
    }

    /// <summary>Appends any entry, true or not; the first one pins the items.</summary>
    public LedgerEntry Add(
        Func<EntryHeader, LedgerEntry> entry, SealedDetails? details = null, string schema = LedgerFormat.Schema, LabelCommitments? commitments = null,
        ItemPins? pins = null)
    {
        LedgerEntry? written = null;
        var content = new EntryContent(header => written = entry(header), details ?? SealedDetails.None, Items, pins ?? (_records.Count == 0 ? Pins : null), commitments);
        _records.Add(EntryComposer.Compose(content, Header(schema), _seal, Nonce).ToRecord());
        return written!;
    }

    private SealedDetails Used(int[] labels)
    {
        var (used, before) = (new LabelSet(Items, labels), Sealed.LabelsUsed(Items));
        return new SealedDetails(used.ToBytes(), before.Union(used).ToBytes(), used.CountOutside(before), "reason", [], []);
    }

    private byte[] Nonce() => [.. BitConverter.GetBytes(++_nonces), .. new byte[LedgerSeal.NonceBytes - sizeof(int)]];
}
