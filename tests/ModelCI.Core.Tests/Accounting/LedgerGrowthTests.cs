using System.Collections;
using ModelCI.Core.Accounting;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>Long ledgers, and ledgers that grow while they are held.</summary>
internal sealed class LedgerGrowthTests
{
    private static readonly LedgerSeal Seal = new(Chain.TestSet.Name, null);

    private static readonly Lazy<LedgerRecord[]> Long = new(() => Build(10_000));

    [Test]
    public void FollowedBy_LongerChain_VerifiesOnlyWhatIsNew()
    {
        var records = Long.Value;
        var ledger = Ledger.Verify(records[..9_000], Seal);
        var list = new CountingList(records);
        var next = ledger.FollowedBy(list);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(next, Is.SameAs(ledger));
            Assert.That(next.Head, Is.EqualTo(records[^1].Hash));
            Assert.That(next.Account.NatsPaid, Is.EqualTo(Ledger.Verify(records, Seal).Account.NatsPaid));
            Assert.That(list.Reads, Is.LessThanOrEqualTo(1_001), "the entry at the old head and those behind it");
            Assert.That(next.FollowedBy(records), Is.SameAs(next));
        }
    }

    [Test]
    public void FollowedBy_AnotherChain_IsVerifiedAnew()
    {
        var records = Build(6);
        var other = new Chain();
        for (var step = 0; step < 4; step++) other.Open(Chain.Policy(), key: "another");
        var ledger = Ledger.Verify(records, Seal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.FollowedBy(records[..4]).Head, Is.EqualTo(records[3].Hash), "a shorter one");
            Assert.That(Ledger.Verify(records[..4], Seal).FollowedBy(other.Records).Head, Is.EqualTo(other.Records[^1].Hash));
            Assert.That(ledger.FollowedBy([]).Entries, Is.Empty);
            Assert.That(ledger.Head, Is.EqualTo(records[^1].Hash), "the one that was held stays as it was");
            Assert.That(Ledger.Verify([], Seal).FollowedBy(records).Head, Is.EqualTo(ledger.Head));
        }
    }

    [Test]
    public void Verify_TenThousandEntries_ReadsEachOnceAndNoPart()
    {
        var parts = 0;
        var list = new CountingList([.. Long.Value.Select(record => record with { ReadPart = Counted })]);
        var ledger = Ledger.Verify(list, Seal);
        Assert.That((ledger.Entries.Count, list.Reads, parts), Is.EqualTo((10_000, 10_000, 0)));
        Assert.That(() => ledger.ReadPart(1, LedgerParts.Sealed), Throws.InstanceOf<InvalidOperationException>(), "the count counts");
        Assert.That(parts, Is.EqualTo(1));

        byte[] Counted(string part)
        {
            parts++;
            throw new InvalidOperationException();
        }
    }

    [Test]
    public void Verify_FourTimesTheEntries_TakesFourTimesTheMemory()
    {
        Allocated(Long.Value);
        var (quarter, whole) = (Allocated(Long.Value[..2_500]), Allocated(Long.Value));
        TestContext.Out.WriteLine($"{quarter / 2_500} and {whole / 10_000} bytes an entry");
        // A copy of the list at every entry would make it 16 times.
        Assert.That(whole / (double)quarter, Is.EqualTo(4).Within(0.4));

        static long Allocated(LedgerRecord[] records)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Ledger.Verify(records, Seal);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>Openings and results in turn.</summary>
    private static LedgerRecord[] Build(int entries)
    {
        var chain = new Chain();
        while (chain.Records.Count < entries)
        {
            var opening = chain.Open(Chain.Policy(steps: null));
            var hash = chain.Records[^1].Hash;
            var symbol = chain.Records.Count % 7 == 0 ? ReleasedSymbol.Pass : ReleasedSymbol.Fail;
            var after = chain.Ledger.After(opening, symbol, null);
            chain.Add(header => new ResultEntry(header, hash, symbol, null, after));
        }
        return [.. chain.Records];
    }

    private sealed class CountingList(LedgerRecord[] records) : IReadOnlyList<LedgerRecord>
    {
        public int Reads { get; private set; }

        public int Count => records.Length;

        public LedgerRecord this[int index]
        {
            get
            {
                Reads++;
                return records[index];
            }
        }

        public IEnumerator<LedgerRecord> GetEnumerator()
        {
            for (var index = 0; index < Count; index++) yield return this[index];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
