using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Tests.Support;

/// <summary>Builds a ledger through the public API, as the command line does: verify, compose, append.</summary>
internal sealed class Chain
{
    public const int Items = 50;

    public static readonly TestSetPin TestSet = new("set", Items, "digest", "public", ["a", "b", "c"]);

    public static readonly ReleasedSymbol[] PassFail = [ReleasedSymbol.Pass, ReleasedSymbol.Fail];

    public static readonly ReleasedSymbol[] WithWaiting = [ReleasedSymbol.Pass, ReleasedSymbol.Fail, ReleasedSymbol.Waiting];

    private readonly List<LedgerRecord> _records = [];

    public Chain()
    {
    }

    private Chain(IEnumerable<LedgerRecord> records)
    {
        _records.AddRange(records);
    }

    public IReadOnlyList<LedgerRecord> Records => _records;

    public Ledger Ledger => Ledger.Verify(_records);

    public Account Account => Ledger.Account;

    public static GatePolicy Policy(
        int? steps = 4, Adaptivity adaptivity = Adaptivity.Full, AccountingScheme accounting = AccountingScheme.Universal,
        Feedback feedback = Feedback.Verdict, double reliability = 0.99, Mode mode = Mode.FpFree, string condition = "n - o > 0 +/- 0.01") =>
        new(condition, reliability, mode, adaptivity, steps, feedback, accounting, Reading.Whole);

    public Chain Copy() => new(_records);

    public EntryHeader Header(byte[] sealedPart, string schema = LedgerFormat.Schema) => new(
        schema, _records.Count == 0 ? null : _records[^1].Hash, "test", "2025-01-01T00:00:00Z", "actor", null, LedgerFormat.DigestOf(sealedPart));

    /// <summary>Appends an opening; its index is the number of evaluations before it.</summary>
    public OpenEntry Open(
        GatePolicy policy, ReleasedSymbol[]? alphabet = null, string? key = null, int? budget = null, int? perRun = null, TestSetPin? testSet = null)
    {
        var account = Account;
        var sealedPart = LedgerFormat.WriteSealed(SealedDetails.None, Items);
        var entry = new OpenEntry(
            Header(sealedPart), account.NextStep, key ?? $"key {account.NextStep}", testSet ?? TestSet, new EvaluatedModels("new", "old", "predictions"), policy,
            account.NextError(policy, alphabet ?? PassFail), LabelReserve.After(account.Reserved, budget, perRun, (testSet ?? TestSet).Items));
        Add(entry, sealedPart);
        return entry;
    }

    /// <summary>Appends the result of the evaluation at an index (the last one if left out).</summary>
    public Chain Release(ReleasedSymbol symbol, int? evaluation = null, ShownCounts? shown = null, params int[] labels)
    {
        var evaluations = Account.Evaluations;
        var details = new SealedDetails(SealedDetails.Bits(labels, Items), "reason", [], []);
        var sealedPart = LedgerFormat.WriteSealed(details, Items);
        Add(new ResultEntry(Header(sealedPart), evaluations[evaluation ?? evaluations.Count - 1].Hash, symbol, shown), sealedPart);
        return this;
    }

    public void Add(LedgerEntry entry, byte[] sealedPart) => _records.Add(new LedgerRecord(LedgerFormat.Write(entry), sealedPart));
}
