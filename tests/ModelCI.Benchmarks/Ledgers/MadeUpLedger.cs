using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Sealing;
using ModelCI.Core.Statistics;

namespace ModelCI.Benchmarks.Ledgers;

/// <summary>A long ledger that verifies, under keys: evaluations that were opened and failed, one after the other.</summary>
internal static class MadeUpLedger
{
    private const int Items = 10_000;

    private static readonly SecretKey Key = SecretKey.Parse(Convert.ToBase64String(new byte[SecretKey.Length]), "a test");
    private static readonly ReleasedSymbol[] Alphabet = [ReleasedSymbol.Pass, ReleasedSymbol.Fail];

    private static readonly GatePolicy Policy = new(
        "n - o > 0 +/- 0.01", 0.99, Mode.FpFree, Adaptivity.Full, null, Feedback.Verdict, AccountingScheme.Universal, Reading.Whole);

    public static LedgerSeal Seal { get; } = new(LedgerRemote.Name, new TestSetKeys(Key, Key));

    private static TestSetPin TestSet { get; } = new(LedgerRemote.Name, Items, "digest", "public", ["a", "b"], Seal.Fingerprint);

    public static IEnumerable<LedgerDraft> Entries(int evaluations)
    {
        var released = new Dictionary<ReleasedSymbol, int>();
        var (nats, spent, nonces) = (0.0, 0.0, 0L);
        string? previous = null;
        for (var step = 1; step <= evaluations; step++)
        {
            var share = AlphaSpending.Share(step, null, spent);
            var logInverse = AlphaSpending.LogInverseAlpha(Policy, share, nats);
            var error = new ErrorSpend(share, nats, logInverse, Math.Exp(-logInverse), SignificanceLevel.FromReliability(Policy.Reliability).Value, Alphabet, null);
            OpenEntry? open = null;
            var opened = Compose(header => open = new OpenEntry(
                header, step, $"key {step}", TestSet, new EvaluatedModels("new", "old"), Policy, error, LabelReserve.After(0, null, null, Items)));
            yield return opened;
            var paid = FeedbackCode.Nats(released, open!, ReleasedSymbol.Fail, null);
            nats += paid;
            yield return Compose(header => new ResultEntry(header, opened.ToRecord().Hash, ReleasedSymbol.Fail, null, new AccountAfter(error.Alpha, paid, nats, null)));
            spent += share;
            released[ReleasedSymbol.Fail] = step;
        }

        LedgerDraft Compose(Func<EntryHeader, LedgerEntry> entry)
        {
            var header = new EntryHeader(LedgerFormat.Schema, previous, "benchmark", "2026-01-01T00:00:00Z", "actor", null, "");
            var pins = previous is null ? Pins() : null;
            var draft = EntryComposer.Compose(new EntryContent(entry, SealedDetails.None, Items, pins), header, Seal, () => [.. BitConverter.GetBytes(++nonces), 0, 0, 0, 0]);
            previous = draft.ToRecord().Hash;
            return draft;
        }
    }

    private static ItemPins Pins()
    {
        string[] ids = [.. Enumerable.Range(0, Items).Select(number => FormattableString.Invariant($"item {number}"))];
        return ItemPins.Of(new ItemPool(ids, [], "digest", new byte[Items * ItemPool.DigestBytes], hasNamedIds: true), Seal.ItemKey);
    }
}
