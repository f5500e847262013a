using System.Text;
using System.Text.Json;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>An account with a key: whatever is changed by somebody without it is found, and what is sealed tells nothing, not even by its size.</summary>
internal sealed class LedgerSealTests
{
    private static readonly LedgerSeal Seal = TestKeys.Seal(1);

    [Test]
    public void Verify_WithTheKey_OpensEveryPart()
    {
        var ledger = Good().Ledger;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.IsKeyed, Is.True);
            Assert.That(() => CheckParts(ledger), Throws.Nothing);
            Assert.That(new SealedAccount(ledger).LabelsUsed(Chain.Items).Positions, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(new SealedAccount(ledger).Pins().Single().Count, Is.EqualTo(Chain.Items));
            Assert.That(ledger.Entries.Select(entry => entry.Header.Mac), Is.All.Match("^[0-9a-f]{64}$"));
        }
    }

    [Test]
    public void Verify_WithoutTheKey_ChecksTheChainAndOpensNothing()
    {
        var ledger = Ledger.Verify(Good().Records, null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.IsKeyed, Is.True);
            Assert.That(ledger.Account.Evaluations, Has.Count.EqualTo(2));
            Assert.That(() => CheckParts(ledger), Throws.Nothing);
            AssertProblem("MCI4010", () => ledger.ReadPart(1, LedgerParts.Sealed), "sealed");
            AssertProblem("MCI4010", () => Ledger.Verify(Good().Records, new LedgerSeal(Chain.TestSet.Name, null)), "sealed");
        }
    }

    [Test]
    public void Verify_OtherKeyOrKeyForAnAccountInClear_IsRefused()
    {
        var clear = new Chain();
        clear.Open(Chain.Policy());
        using (Assert.EnterMultipleScope())
        {
            AssertProblem("MCI4010", () => Ledger.Verify(Good().Records, TestKeys.Seal(2)), TestKeys.Seal(2).Fingerprint!, Seal.Fingerprint!);
            AssertProblem("MCI4010", () => Ledger.Verify(clear.Records, Seal), "begun without a key");
        }
    }

    [Test]
    public void Verify_AnyByteOfAnEntryFlipped_IsFoundAtThatEntry([Values(1, 2, 4)] int number, [Values(0x01, 0x20, 0x80)] int mask)
    {
        var good = Good().Records;
        for (var at = 0; at < good[number - 1].Entry.Length; at++)
        {
            var records = good.ToArray();
            var entry = (byte[])records[number - 1].Entry.Clone();
            entry[at] ^= (byte)mask;
            records[number - 1] = new LedgerRecord(entry, records[number - 1].ReadPart);
            var problem = Assert.Throws<ModelCIException>(() => Ledger.Verify(records, Seal), $"byte {at}")!.Problems.Single();
            // A fingerprint that was changed in the first entry reads as an account of another key, a schema as one of another version.
            Assert.That(problem.Code, Is.AnyOf("MCI4002", number == 1 ? "MCI4010" : "MCI4003", "MCI4003"), $"byte {at}");
            if (problem.Code != "MCI4010") Assert.That(problem.What, Does.Contain($"entry {number}"), $"byte {at}");
        }
    }

    [Test]
    public void Verify_WithoutTheKey_MissesWhatOnlyTheKeyFinds()
    {
        // The last entry's actor: no hash names it, only its authentication. The test above would otherwise show nothing of the key.
        var records = Good().Records.ToArray();
        records[^1] = new LedgerRecord(Replace(records[^1].Entry, "\"actor\":\"actor\"", "\"actor\":\"other\""), records[^1].ReadPart);
        Assert.That(() => Ledger.Verify(records, null), Throws.Nothing);
        AssertProblem("MCI4002", () => Ledger.Verify(records, Seal), "entry 4: it was not written by a holder of the account's key");
    }

    [Test]
    public void ReadPart_AnyByteFlipped_IsFound([Values(LedgerParts.Sealed, LedgerParts.Items)] string part)
    {
        var ledger = Good().Ledger;
        var (stored, previous) = (ledger.Records[0].ReadPart(part)!, ledger.Entries[0].Header.Previous);
        Assert.That(Seal.TryOpen(stored, part, previous), Is.Not.Null);
        for (var at = 0; at < stored.Length; at++)
        {
            var flipped = (byte[])stored.Clone();
            flipped[at] ^= 0x10;
            Assert.That(LedgerFormat.DigestOf(flipped), Is.Not.EqualTo(LedgerFormat.DigestOf(stored)));
            // Beside the digest in the entry, the part defends itself.
            Assert.That(Seal.TryOpen(flipped, part, previous), Is.Null, $"byte {at}");
        }
        var records = ledger.Records.ToArray();
        records[0] = records[0] with { ReadPart = name => name == part ? [.. stored.AsSpan(0, stored.Length - 1)] : ledger.Records[0].ReadPart(name) };
        AssertProblem("MCI4002", () => Ledger.Verify(records, Seal).ReadPart(1, part), $"entry 1: its part '{part}' was changed");
        AssertProblem("MCI4002", () => Ledger.Verify(records, null).CheckParts(1), $"entry 1: its part '{part}' was changed");
    }

    [Test]
    public void ReadPart_MovedToAnotherPlace_IsFound()
    {
        var good = Good().Records;
        var records = good.ToArray();
        // Both are parts of results with equal content.
        records[1] = records[1] with { ReadPart = good[3].ReadPart };
        AssertProblem("MCI4002", () => Ledger.Verify(records, null).CheckParts(2), "entry 2: its part 'sealed' was changed");

        var (stored, previous) = (good[1].ReadPart(LedgerParts.Sealed)!, good[0].Hash);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Seal.TryOpen(stored, LedgerParts.Sealed, previous), Is.Not.Null);
            Assert.That(Seal.TryOpen(stored, LedgerParts.Sealed, good[2].Hash), Is.Null, "behind another entry");
            Assert.That(Seal.TryOpen(stored, LedgerParts.Labels, previous), Is.Null, "as another part");
            Assert.That(TestKeys.Seal(1, "other").TryOpen(stored, LedgerParts.Sealed, previous), Is.Null, "in another test set's account");
            Assert.That(TestKeys.Seal(2).TryOpen(stored, LedgerParts.Sealed, previous), Is.Null, "with another key");
        }
    }

    [Test]
    public void Verify_EntryWithoutOrWithForeignAuthentication_IsFound()
    {
        using (Assert.EnterMultipleScope())
        {
            AssertAppended(Seal, new LedgerSeal(Chain.TestSet.Name, null), "it is not authenticated", withoutKeyToo: true);
            AssertAppended(new LedgerSeal(Chain.TestSet.Name, null), Seal, "it is authenticated, in an account without a key", withoutKeyToo: true);
            AssertAppended(Seal, TestKeys.Seal(2), "it was not written by a holder of the account's key", withoutKeyToo: false);
            AssertAppended(Seal, TestKeys.Seal(1, "other"), "it was not written by a holder of the account's key", withoutKeyToo: false);
        }

        static void AssertAppended(LedgerSeal own, LedgerSeal foreign, string words, bool withoutKeyToo)
        {
            var chain = Good(own);
            var opening = chain.Copy().Open(Chain.Policy());
            var content = new EntryContent(header => opening with { Header = header }, SealedDetails.None, Chain.Items);
            LedgerRecord[] records = [.. chain.Records, EntryComposer.Compose(content, chain.Header(), foreign, () => new byte[LedgerSeal.NonceBytes]).ToRecord()];
            AssertProblem("MCI4002", () => Ledger.Verify(records, own), "entry 5: " + words);
            if (withoutKeyToo) AssertProblem("MCI4002", () => Ledger.Verify(records, null), "entry 5: " + words);
        }
    }

    [Test]
    public void Compose_FewAndManyLabels_AreOfOneSizeAndTellNothing([Values] bool isKeyed)
    {
        const int N = 10_000;
        var seal = isKeyed ? Seal : new LedgerSeal(Chain.TestSet.Name, null);
        var random = new Random(7);
        var drafts = new[] { 10, 1_000 }.Select(count =>
        {
            var labels = new LabelSet(N, Enumerable.Range(0, N).OrderBy(_ => random.Next()).Take(count)).ToBytes();
            var details = new SealedDetails(labels, labels, count, count == 10 ? "passed" : "undecided for want of items", [count, 3], [new SealedClause("Accepted", [count, 0, 7], 0, 9.25, -1.0 / count)]);
            return Compose(details, N, seal, random);
        }).ToArray();
        var texts = drafts.Select(draft => Blank(Encoding.UTF8.GetString(draft.Entry), LedgerFormat.DigestOf(draft.Parts[LedgerParts.Sealed]))).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(drafts[0].Parts[LedgerParts.Sealed], Has.Length.EqualTo(drafts[1].Parts[LedgerParts.Sealed].Length));
            Assert.That(drafts[0].Entry, Has.Length.EqualTo(drafts[1].Entry.Length));
            // But for the digest and the authentication, which look random, the entries are one.
            Assert.That(texts[0], Is.EqualTo(texts[1]));
        }

        static string Blank(string entry, string digest)
        {
            using var document = JsonDocument.Parse(entry);
            var mac = document.RootElement.GetProperty("header").TryGetProperty("mac", out var given) ? given.GetString()! : digest;
            return entry.Replace(digest, "", StringComparison.Ordinal).Replace(mac, "", StringComparison.Ordinal);
        }
    }

    [Test]
    public void Compose_OneContentTwice_DiffersInEverySealedByte()
    {
        const int Times = 16;
        var random = new Random(11);
        var details = new SealedDetails(new byte[100], new byte[100], 3, "passed", [], []);
        var parts = Enumerable.Range(0, Times).Select(_ => Compose(details, 800, Seal, random).Parts[LedgerParts.Sealed]).ToArray();
        Assert.That(parts.Select(part => part.Length).Distinct().Count(), Is.EqualTo(1));
        var length = parts[0].Length;
        // The first byte is the format's version. That 16 random bytes are all one has probability 2^-120 a place.
        Assert.That(Enumerable.Range(1, length - 1).Where(at => parts.All(part => part[at] == parts[0][at])), Is.Empty);
        // Two agree in one place of 256 and no more: 6 standard deviations over all pairs.
        var (equal, compared) = (0, 0);
        for (var one = 0; one < Times; one++)
        {
            for (var other = one + 1; other < Times; other++, compared += length - 1)
                equal += Enumerable.Range(1, length - 1).Count(at => parts[one][at] == parts[other][at]);
        }
        Assert.That(equal / (double)compared, Is.EqualTo(1 / 256.0).Within(6 * Math.Sqrt(1 / 256.0 / compared)));
    }

    private static void CheckParts(Ledger ledger)
    {
        for (var entry = 1; entry <= ledger.Entries.Count; entry++) ledger.CheckParts(entry);
    }

    private static LedgerDraft Compose(SealedDetails details, int items, LedgerSeal seal, Random random)
    {
        var header = new EntryHeader(LedgerFormat.Schema, new string('a', 64), "test", "2025-01-01T00:00:00Z", "actor", null, "");
        return EntryComposer.Compose(new EntryContent(given => new ResultEntry(given, new string('b', 64), ReleasedSymbol.Fail, null, Chain.Unknown), details, items), header, seal, Nonce);

        byte[] Nonce()
        {
            var nonce = new byte[LedgerSeal.NonceBytes];
            random.NextBytes(nonce);
            return nonce;
        }
    }

    private static Chain Good(LedgerSeal? seal = null)
    {
        var chain = new Chain(seal ?? Seal);
        foreach (var symbol in new[] { ReleasedSymbol.Fail, ReleasedSymbol.Pass })
        {
            chain.Open(Chain.Policy());
            chain.Release(symbol, labels: [1, 2]);
        }
        return chain;
    }

    private static byte[] Replace(byte[] entry, string from, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry).Replace(from, to, StringComparison.Ordinal));

    private static void AssertProblem(string code, Action action, params string[] words)
    {
        var problem = Assert.Throws<ModelCIException>(() => action())!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo(code));
        foreach (var word in words) Assert.That(problem.What, Does.Contain(word));
    }
}
