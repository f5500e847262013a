using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>Entries beside openings and results: pins, verdicts that were shown offline, retirements.</summary>
internal sealed class LedgerEntryKindTests
{
    private const int More = Chain.Items + 10;

    private static readonly ItemPins MorePins = ItemPins.Of(Chain.Pool(10), ItemPins.PublicKey);

    private static readonly TestSetPin Larger = Chain.TestSet with { Items = More, Digest = "larger" };

    [Test]
    public void Read_EveryKind_RoundTrips()
    {
        var chain = new Chain();
        chain.Add(header => new PinEntry(header, Chain.TestSet));
        var opening = chain.Open(Chain.Policy(feedback: Feedback.Estimates));
        chain.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0, 0], 0)]));
        chain.EnterOffline(opening, ReleasedSymbol.Pass);
        chain.Add(header => new RetireEntry(header with { PullRequest = 7 }, Retirement.Rotated, "set-2"));
        Assert.That(chain.Ledger.Entries.Select(entry => entry.GetType()), Is.EqualTo(new[] { typeof(PinEntry), typeof(OpenEntry), typeof(ResultEntry), typeof(OfflineEntry), typeof(RetireEntry) }));
        foreach (var record in chain.Records) Assert.That(LedgerFormat.Write(LedgerFormat.Read(record.Entry, 1)), Is.EqualTo(record.Entry));
        Assert.That(((RetireEntry)chain.Ledger.Entries[^1]).Successor, Is.EqualTo("set-2"));
    }

    [Test]
    public void Pin_First_BeginsAnAccount()
    {
        var chain = new Chain();
        chain.Add(header => new PinEntry(header, Chain.TestSet));
        Assert.That((chain.Account.NextStep, chain.Account.TestSet!.DifferenceFrom(Chain.TestSet)), Is.EqualTo((1, (string?)null)));
        chain.Open(Chain.Policy());
        Assert.That(chain.Account.NextStep, Is.EqualTo(2));
    }

    [Test]
    public void Verify_FirstEntryThatBeginsNothing_IsFound()
    {
        var opening = new Chain().Open(Chain.Policy());
        using (Assert.EnterMultipleScope())
        {
            AssertFirst(header => new ResultEntry(header, new string('0', 64), ReleasedSymbol.Fail, null, Chain.Unknown), "no account begins with it");
            AssertFirst(header => new OfflineEntry(header, new string('0', 64), opening, ReleasedSymbol.Fail, null, Chain.Unknown), "no account begins with it");
            AssertFirst(header => new RetireEntry(header, Retirement.Unsealed, null), "no account begins with it");
            var content = new EntryContent(header => new PinEntry(header, Chain.TestSet), SealedDetails.None, Chain.Items);
            var unpinned = EntryComposer.Compose(content, new Chain().Header(), new LedgerSeal(Chain.TestSet.Name, null), () => []).ToRecord();
            AssertDamaged([unpinned], 1, "it does not pin the items");
        }

        static void AssertFirst(Func<EntryHeader, LedgerEntry> entry, string words)
        {
            var chain = new Chain();
            chain.Add(entry);
            AssertDamaged(chain.Records, 1, words);
        }
    }

    [Test]
    public void Pin_Extension_IsWhatLaterOpeningsSpeakOf()
    {
        var chain = Opened();
        chain.Add(header => new PinEntry(header, Larger), pins: MorePins);
        Assert.That(chain.Account.TestSet!.DifferenceFrom(Larger), Is.Null);
        Assert.That(chain.Sealed.Pins().Select(pins => pins.Count), Is.EqualTo(new[] { Chain.Items, 10 }));
        var before = chain.Copy();
        before.Open(Chain.Policy());
        AssertDamaged(before.Records, 3, "another test set: it had 60 items and has 50 now");
        chain.Open(Chain.Policy(), testSet: Larger);
        Assert.That(chain.Account.NextStep, Is.EqualTo(3), "the account goes on");
    }

    [Test]
    public void Verify_ExtensionThatExtendsNothing_IsFound()
    {
        using (Assert.EnterMultipleScope())
        {
            AssertPin(Chain.TestSet, MorePins, "by no item");
            AssertPin(Larger with { Items = 10 }, MorePins, "by no item");
            AssertPin(Larger, null, "it does not pin the items");
            AssertPin(Larger with { Classes = ["a", "b"] }, MorePins, "another test set: the list of classes");
            AssertPin(Larger with { Order = "x" }, MorePins, "another test set: the reading order");
            AssertPin(Larger with { Key = "x" }, MorePins, "another test set: the account's key");
            AssertPin(Larger with { Name = "x" }, MorePins, "another test set: it was named");
        }

        static void AssertPin(TestSetPin pin, ItemPins? pins, string words)
        {
            var chain = Opened();
            chain.Add(header => new PinEntry(header, pin), pins: pins);
            AssertDamaged(chain.Records, 2, words);
        }
    }

    [Test]
    public void Offline_Verdict_IsOneSymbolAndNoStep()
    {
        var chain = Opened();
        var opening = chain.Account.Evaluations[0].Opening;
        chain.EnterOffline(opening, ReleasedSymbol.Pass);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Account.NextStep, Is.EqualTo(2));
            Assert.That(chain.Account.NatsPaid, Is.EqualTo(Math.Log(2)).Within(1e-12));
            Assert.That(chain.Account.Evaluations[0].Result, Is.Null, "it answers no evaluation of the account");
            Assert.That(chain.Account.Find(opening.Key), Is.Null, "whoever asks again opens a step");
        }
        Assert.That(chain.Account.Offline.Select(offline => offline.Symbol), Is.EqualTo(new[] { ReleasedSymbol.Pass }));
        Assert.That((chain.Ledger.NatsOf(1), chain.Ledger.NatsOf(2)), Is.EqualTo((0.0, chain.Account.NatsPaid)));
        // KT: the pass has made passes likelier and fails dearer.
        chain.Release(ReleasedSymbol.Fail);
        Assert.That(chain.Account.NatsPaid, Is.EqualTo(Math.Log(2 * 4)).Within(1e-12));
    }

    [Test]
    public void Offline_Verdict_ReservesTheLabelsThatItMayHaveUsed()
    {
        var chain = new Chain();
        var opening = chain.Open(Chain.Policy(), budget: 45, perRun: 20);
        chain.EnterOffline(opening, ReleasedSymbol.Fail);
        Assert.That(chain.Account.Reserved, Is.EqualTo(40));
        chain.Open(Chain.Policy(), budget: 45, perRun: 20);
        Assert.That(chain.Account.Reserved, Is.EqualTo(45));
    }

    [Test]
    public void Offline_PassUnderFirstChange_RetiresNothingAndIsPaid()
    {
        var policy = Chain.Policy(4, Adaptivity.FirstChange);
        var chain = Opened(policy);
        chain.EnterOffline(chain.Account.Evaluations[0].Opening, ReleasedSymbol.Pass);
        Assert.That(chain.Account.NatsPaid, Is.EqualTo(Math.Log(2)).Within(1e-12));
        Assert.That(chain.Account.ExhaustionUnder(policy), Is.Null);
    }

    [Test]
    public void Verify_OfflineVerdictThatCannotBe_IsFound()
    {
        var counts = new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0, 0])]);
        using (Assert.EnterMultipleScope())
        {
            AssertOffline(open => open, ReleasedSymbol.Waiting, null, "not in the alphabet");
            AssertOffline(open => open, ReleasedSymbol.Fail, counts, "shows counts");
            AssertOffline(open => open with { TestSet = open.TestSet with { Classes = [] } }, ReleasedSymbol.Fail, null, "another test set");
            AssertOffline(open => open with { TestSet = open.TestSet with { Name = "x" } }, ReleasedSymbol.Fail, null, "another test set");
            AssertOffline(open => open with { Policy = open.Policy with { Accounting = AccountingScheme.Paper } }, ReleasedSymbol.Fail, null, "cannot pay");
            AssertOffline(open => open with { Error = open.Error with { Alphabet = [ReleasedSymbol.Fail] } }, ReleasedSymbol.Fail, null, "alphabet");
            var paper = Opened(Chain.Policy(accounting: AccountingScheme.Paper));
            paper.EnterOffline(new Chain().Open(Chain.Policy()), ReleasedSymbol.Fail);
            AssertDamaged(paper.Records, 2, "cannot pay");
            var twice = Opened();
            var shown = new Chain().Open(Chain.Policy());
            for (var time = 0; time < 2; time++)
            {
                var after = twice.Ledger.After(shown, ReleasedSymbol.Fail, null, isProvisional: true);
                twice.Add(header => new OfflineEntry(header, new string('1', 64), shown, ReleasedSymbol.Fail, null, after));
            }
            AssertDamaged(twice.Records, 3, "entered before");
        }

        static void AssertOffline(Func<OpenEntry, OpenEntry> forge, ReleasedSymbol symbol, ShownCounts? shown, string words)
        {
            var chain = Opened();
            chain.EnterOffline(forge(chain.Account.Evaluations[0].Opening), symbol, shown);
            AssertDamaged(chain.Records, 2, words);
        }
    }

    [TestCase(Retirement.Rotated, Exhaustion.Rotated)]
    [TestCase(Retirement.Unsealed, Exhaustion.Unsealed)]
    public void Retire_EndsTheTestSetWhateverThePolicy(Retirement reason, Exhaustion exhaustion)
    {
        var chain = Opened();
        chain.Add(header => new RetireEntry(header, reason, null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Account.Retired, Is.EqualTo(exhaustion));
            Assert.That(chain.Account.ExhaustionUnder(Chain.Policy(null)), Is.EqualTo(exhaustion));
            Assert.That(chain.Account.RunsLeft(Chain.Policy(null)), Is.Zero);
        }
        var (opened, pinned) = (chain.Copy(), chain.Copy());
        opened.Open(Chain.Policy());
        pinned.Add(header => new PinEntry(header, Larger), pins: MorePins);
        AssertDamaged(opened.Records, 3, "after the test set was retired");
        AssertDamaged(pinned.Records, 3, "after the test set was retired");
        // What was opened before, or shown offline, comes to its end.
        chain.EnterOffline(chain.Account.Evaluations[0].Opening, ReleasedSymbol.Fail).Release(ReleasedSymbol.Fail);
        Assert.That(chain.Account.Evaluations[0].IsFinal, Is.True);
    }

    [Test]
    public void Verify_PaperWithMoreThanTwoSymbols_IsFound()
    {
        using (Assert.EnterMultipleScope())
        {
            AssertOpening(Chain.Policy(accounting: AccountingScheme.Paper), Chain.WithWaiting);
            AssertOpening(Chain.Policy(accounting: AccountingScheme.Paper, feedback: Feedback.Estimates), Chain.PassFail);
            AssertOpening(Chain.Policy(accounting: AccountingScheme.Paper, feedback: Feedback.Reason), [ReleasedSymbol.Pass, ReleasedSymbol.Refused(1), ReleasedSymbol.Undecided]);
        }

        static void AssertOpening(GatePolicy policy, ReleasedSymbol[] alphabet)
        {
            var chain = new Chain();
            chain.Open(policy, alphabet);
            AssertDamaged(chain.Records, 1, "its alphabet is none that its policy has");
        }
    }

    private static Chain Opened(GatePolicy? policy = null)
    {
        var chain = new Chain();
        chain.Open(policy ?? Chain.Policy());
        return chain;
    }

    private static void AssertDamaged(IReadOnlyList<LedgerRecord> records, int position, string words)
    {
        var problem = Assert.Throws<ModelCIException>(() => Ledger.Verify(records, new LedgerSeal(Chain.TestSet.Name, null)))!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("MCI4002"));
        Assert.That(problem.What, Does.Contain($"entry {position}:").And.Contain(words));
    }
}
