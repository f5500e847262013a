using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Statistics;

namespace ModelCI.Benchmarks.Ledgers;

/// <summary>A long ledger that verifies: evaluations that were opened and failed, one after the other.</summary>
internal static class MadeUpLedger
{
    private const int Items = 10_000;

    private static readonly TestSetPin TestSet = new("set", Items, "digest", "public", ["a", "b"]);
    private static readonly ReleasedSymbol[] Alphabet = [ReleasedSymbol.Pass, ReleasedSymbol.Fail];

    private static readonly GatePolicy Policy = new(
        "n - o > 0 +/- 0.01", 0.99, Mode.FpFree, Adaptivity.Full, null, Feedback.Verdict, AccountingScheme.Universal, Reading.Whole);

    public static IEnumerable<LedgerDraft> Entries(int evaluations)
    {
        var released = new Dictionary<ReleasedSymbol, int>();
        var sealedPart = LedgerFormat.WriteSealed(SealedDetails.None, Items);
        var (nats, spent) = (0.0, 0.0);
        string? previous = null;
        for (var step = 1; step <= evaluations; step++)
        {
            var share = AlphaSpending.Share(step, null, spent);
            var logInverse = AlphaSpending.LogInverseAlpha(Policy, share, nats);
            var error = new ErrorSpend(share, nats, logInverse, Math.Exp(-logInverse), SignificanceLevel.FromReliability(Policy.Reliability).Value, Alphabet);
            var open = new OpenEntry(
                Header(previous, sealedPart), step, $"key {step}", TestSet, new EvaluatedModels("new", "old", "predictions"), Policy, error, LabelReserve.After(0, null, null, Items));
            var opened = Draft(open, sealedPart);
            yield return opened;
            var result = new ResultEntry(Header(opened.ToRecord().Hash, sealedPart), opened.ToRecord().Hash, ReleasedSymbol.Fail, null);
            nats += FeedbackCode.Nats(released, open, ReleasedSymbol.Fail, null);
            spent += share;
            released[ReleasedSymbol.Fail] = step;
            var closed = Draft(result, sealedPart);
            previous = closed.ToRecord().Hash;
            yield return closed;
        }
    }

    private static EntryHeader Header(string? previous, byte[] sealedPart) => new(
        LedgerFormat.Schema, previous, "benchmark", "2026-01-01T00:00:00Z", "actor", null, LedgerFormat.DigestOf(sealedPart));

    private static LedgerDraft Draft(LedgerEntry entry, byte[] sealedPart) =>
        new(LedgerFormat.Write(entry), new Dictionary<string, byte[]> { [LedgerParts.Sealed] = sealedPart });
}
