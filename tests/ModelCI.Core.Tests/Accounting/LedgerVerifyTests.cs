using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>A chain that was built through the public API verifies; each way of tampering is found at the entry that shows it first.</summary>
internal sealed class LedgerVerifyTests
{
    [Test]
    public void Verify_GoodChain_AddsUp()
    {
        var chain = Good();
        var account = chain.Account;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Ledger.Entries, Has.Count.EqualTo(6));
            Assert.That(chain.Ledger.Head, Is.EqualTo(chain.Records[^1].Hash));
            Assert.That(account.Evaluations.Select(evaluation => evaluation.Result!.Symbol), Is.EqualTo(new[] { ReleasedSymbol.Fail, ReleasedSymbol.Pass, ReleasedSymbol.Fail }));
            // KT: 1/2, then 1/4, then 3/6.
            Assert.That(account.NatsPaid, Is.EqualTo(Math.Log(2 * 4 * 2)).Within(1e-12));
            Assert.That(account.NatsPaid, Is.EqualTo(account.Evaluations.Sum(evaluation => evaluation.Nats)).Within(1e-12));
            Assert.That(account.Evaluations[2].Opening.Error.NatsPaid, Is.EqualTo(Math.Log(8)).Within(1e-12));
            Assert.That(Ledger.Verify([], null).Account.NextStep, Is.EqualTo(1));
            Assert.That(Ledger.Verify([], null).Head, Is.Null);
        }
    }

    [Test]
    public void Write_ThenRead_IsTheSameEntry()
    {
        foreach (var (record, index) in Good().Records.Select((record, index) => (record, index)))
            Assert.That(LedgerFormat.Write(LedgerFormat.Read(record.Entry, index)), Is.EqualTo(record.Entry));
    }

    [Test]
    public void Verify_EditedEntry_BreaksTheNextLink()
    {
        var records = Good().Records.ToArray();
        records[1] = new LedgerRecord(Replace(records[1].Entry, "\"fail\"", "\"pass\""), records[1].ReadPart);
        AssertDamaged(records, 3, "does not follow the entry before it");
        // The last entry has no successor: what depends on it is the evaluation itself.
        records = [.. Good().Records];
        records[^2] = new LedgerRecord(Replace(records[^2].Entry, "\"actor\":\"actor\"", "\"actor\":\"other\""), records[^2].ReadPart);
        AssertDamaged(records, 6, "does not follow");
    }

    [Test]
    public void Verify_DroppedOrReordered_IsFoundThere()
    {
        var good = Good().Records;
        AssertDamaged([.. good.Skip(1)], 1, "does not follow");
        AssertDamaged([good[0], .. good.Skip(2)], 2, "does not follow");
        AssertDamaged([good[0], good[2], good[1], .. good.Skip(3)], 2, "does not follow");
        AssertDamaged([.. good, good[^1]], 7, "does not follow");
    }

    [Test]
    public void Verify_SecondResult_IsFound()
    {
        var chain = Good();
        chain.Release(ReleasedSymbol.Pass, evaluation: 0);
        AssertDamaged(chain.Records, 7, "it is a second result of step 1");
    }

    [Test]
    public void Verify_ResultThatSaysOtherThingsOfTheAccount_IsFound()
    {
        var chain = new Chain();
        var opening = chain.Open(Chain.Policy());
        var hash = chain.Records[0].Hash;
        var due = chain.Ledger.After(opening, ReleasedSymbol.Fail, null);
        Assert.That(due, Is.EqualTo(new AccountAfter(opening.Error.Alpha, Math.Log(2), Math.Log(2), 3)));
        foreach (var wrong in (AccountAfter[])[due with { Alpha = 1 }, due with { Nats = 0 }, due with { NatsPaid = 0.7 }, due with { RunsLeft = 4 }, due with { RunsLeft = null }])
        {
            var forged = chain.Copy();
            forged.Add(header => new ResultEntry(header, hash, ReleasedSymbol.Fail, null, wrong));
            AssertDamaged(forged.Records, 2, "what it says of the error budget");
        }
    }

    [Test]
    public void After_APassThatRetires_LeavesNoRun()
    {
        var chain = new Chain();
        var opening = chain.Open(Chain.Policy(4, Adaptivity.FirstChange));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Ledger.After(opening, ReleasedSymbol.Pass, null).RunsLeft, Is.Zero);
            Assert.That(chain.Ledger.After(opening, ReleasedSymbol.Pass, null, isProvisional: true).RunsLeft, Is.EqualTo(3));
            Assert.That(chain.Ledger.After(opening with { Policy = Chain.Policy(null) }, ReleasedSymbol.Pass, null).RunsLeft, Is.Null);
        }
    }

    [Test]
    public void Verify_ResultOfNothing_IsFound()
    {
        var chain = Good();
        chain.Add(header => new ResultEntry(header, new string('0', 64), ReleasedSymbol.Fail, null, Chain.Unknown));
        AssertDamaged(chain.Records, 7, "never opened");
    }

    [Test]
    public void Verify_SymbolOutsideTheAlphabet_IsFound()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy());
        chain.Release(ReleasedSymbol.Waiting);
        AssertDamaged(chain.Records, 2, "not in the alphabet");
    }

    [Test]
    public void Verify_CountsShownUnderVerdict_IsFound()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy());
        chain.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0, 0])]));
        AssertDamaged(chain.Records, 2, "shows counts");
    }

    [TestCaseSource(nameof(WrongCounts))]
    public void Verify_CountsThatDoNotGoWithTheOpening_AreFound(ShownCounts shown)
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(feedback: Feedback.Estimates));
        chain.Release(ReleasedSymbol.Fail, shown: shown);
        AssertDamaged(chain.Records, 2, "the counts that it shows");
    }

    [Test]
    public void Verify_CountsOfAConditionWithoutScores_AreFound()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(feedback: Feedback.Estimates, condition: "n - f1(n, a) > 0 +/- 0.01"));
        chain.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0])]));
        AssertDamaged(chain.Records, 2, "the counts that it shows");
    }

    [Test]
    public void Verify_ShortageWithNothingUndecided_IsFound()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(feedback: Feedback.Estimates));
        chain.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0, 0])], Shortage.Items));
        AssertDamaged(chain.Records, 2, "the counts that it shows");
    }

    [Test]
    public void Write_Method_IsNamedUnlessSequential()
    {
        // Entries of earlier versions have no method; they must stay canonical and keep their keys.
        var (sequential, exact) = (Chain.Policy(), Chain.Policy() with { Method = DecisionMethod.Exact });
        Assert.That(EvaluationKey.Of("a", "b", null, exact), Is.Not.EqualTo(EvaluationKey.Of("a", "b", null, sequential)));
        var chain = new Chain();
        chain.Open(sequential);
        chain.Open(exact);
        Assert.That(chain.Records.Select(record => Encoding.UTF8.GetString(record.Entry).Contains("\"method\":\"exact\"", StringComparison.Ordinal)), Is.EqualTo(new[] { false, true }));
        Assert.That(chain.Account.Evaluations.Select(evaluation => evaluation.Opening.Policy.Method), Is.EqualTo(new[] { DecisionMethod.Sequential, DecisionMethod.Exact }));
        Assert.That(Encoding.UTF8.GetString(chain.Records[0].Entry), Does.Not.Contain("\"method\""));
    }

    private static IEnumerable<ShownCounts> WrongCounts()
    {
        yield return new ShownCounts(1, 1, []);
        yield return Of(1, 1, 1, 0);
        yield return Of(1, 1, -1, 2, 0);
        yield return Of(-1, -1, 1, 0, 0);
        yield return Of(1, 2, 1, 0, 0);
        yield return Of(Chain.Items + 1, 0, 1, 0, 0);
        yield return Of(1, 1, Chain.Items, 1, 0);

        static ShownCounts Of(int needed, int fresh, params long[] counts) => new(needed, fresh, [new ShownClause(ClauseOutcome.Refused, counts)]);
    }

    [TestCase(2, 1024L, true)]
    [TestCase(2, 0L, true)]
    [TestCase(2, 1025L, false)]
    [TestCase(2, -1L, false)]
    [TestCase(2, null, false)]
    [TestCase(Chain.Items + 1, 0L, false)]
    public void Verify_NumberAndSumOfALoss_MustBePossible(int items, long? sum, bool isGood)
    {
        var chain = new Chain();
        var policy = Chain.Policy(feedback: Feedback.Estimates, condition: "loss(n) < 0.5 +/- 0.1");
        chain.Open(policy with { Loss = new LossSettings(LossKind.Absolute, 0, 1) });
        chain.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [items], 0, sum)]));
        if (!isGood)
        {
            AssertDamaged(chain.Records, 2, "the counts that it shows");
            return;
        }
        Assert.That(chain.Account.Evaluations[0].Result!.Shown!.Clauses[0].Sum, Is.EqualTo(sum));
        // Not of this loss: nothing says what it is.
        var other = new Chain();
        other.Open(policy);
        other.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [items], 0, sum)]));
        AssertDamaged(other.Records, 2, "the counts that it shows");
    }

    [Test]
    public void Verify_SumOfAClauseOnClasses_IsFound()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(feedback: Feedback.Estimates));
        chain.Release(ReleasedSymbol.Fail, shown: new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0, 0], 0, 5)]));
        AssertDamaged(chain.Records, 2, "the counts that it shows");
    }

    [Test]
    public void Verify_NumberOutsideItsRange_IsFound()
    {
        var chain = new Chain();
        var honest = chain.Copy().Open(Chain.Policy());
        // Paper accounting divides by the steps.
        chain.Add(header => honest with { Header = header, Policy = honest.Policy with { Accounting = AccountingScheme.Paper, Steps = null } });
        AssertDamaged(chain.Records, 1, "a number that no evaluation has");
    }

    [TestCaseSource(nameof(Forgeries))]
    public void Verify_ForgedOpening_IsFound(Func<OpenEntry, OpenEntry> forge, string words)
    {
        var chain = Good();
        var honest = chain.Copy().Open(Chain.Policy(), budget: 40, perRun: 10);
        chain.Add(header => forge(honest) with { Header = header });
        AssertDamaged(chain.Records, 7, words);
    }

    private static IEnumerable<TestCaseData> Forgeries()
    {
        yield return Case("step", open => open with { Step = 5 }, "step is 5 where 4 is due");
        yield return Case("step again", open => open with { Step = 3 }, "step is 3 where 4 is due");
        yield return Case("steps", open => open with { Policy = open.Policy with { Steps = 3 } }, "exhausted");
        yield return Case("alpha", open => open with { Error = open.Error with { LogInverseAlpha = open.Error.LogInverseAlpha - 1e-6 } }, "error budget");
        yield return Case("alpha for readers", open => open with { Error = open.Error with { Alpha = open.Error.Alpha * 1.001 } }, "error budget");
        yield return Case("beta", open => open with { Error = open.Error with { Beta = 0.02 } }, "error budget");
        yield return Case("share", open => open with { Error = open.Error with { Share = 0.5 } }, "error budget");
        yield return Case("nats", open => open with { Error = open.Error with { NatsPaid = 0 } }, "error budget");
        yield return Case("runs left", open => open with { Error = open.Error with { RunsLeft = 1 } }, "error budget");
        yield return Case("alphabet", open => open with { Error = open.Error with { Alphabet = [ReleasedSymbol.Pass] } }, "alphabet");
        yield return Case("reserve", open => open with { Labels = open.Labels with { Reserved = 1 } }, "label reserve");
        yield return Case("items", open => open with { TestSet = open.TestSet with { Items = 51 } }, "another test set: it had 50 items and has 51");
        yield return Case("digest", open => open with { TestSet = open.TestSet with { Digest = "x" } }, "another test set");
        yield return Case("adaptivity", open => open with { Policy = open.Policy with { Adaptivity = Adaptivity.None } }, "gate.adaptivity");
        yield return Case("accounting", open => open with { Policy = open.Policy with { Accounting = AccountingScheme.Paper } }, "gate.accounting");

        static TestCaseData Case(string name, Func<OpenEntry, OpenEntry> forge, string words) =>
            new TestCaseData(forge, words).SetArgDisplayNames(name);
    }

    [Test]
    public void Verify_OpenedAfterTheFirstPass_IsFound()
    {
        var policy = Chain.Policy(4, Adaptivity.FirstChange);
        var chain = new Chain();
        chain.Open(policy);
        chain.Release(ReleasedSymbol.Pass);
        chain.Open(policy);
        AssertDamaged(chain.Records, 3, "exhausted");
    }

    [Test]
    public void Verify_SealedPartChanged_IsFound()
    {
        var records = Good().Records.ToArray();
        var stored = records[3].ReadPart(LedgerParts.Sealed)!;
        records[3] = records[3] with { ReadPart = _ => [.. stored, (byte)' '] };
        var ledger = Ledger.Verify(records, Seal);
        AssertDamaged(() => ledger.ReadPart(4, LedgerParts.Sealed), 4, "its part 'sealed' was changed");
        AssertDamaged(() => ledger.CheckParts(4), 4, "its part 'sealed' was changed");
        records[3] = records[3] with { ReadPart = _ => null };
        AssertDamaged(() => Ledger.Verify(records, Seal).CheckParts(4), 4, "its part 'sealed' is absent");
    }

    [TestCase("{\"kind\"", "{ \"kind\"", "canonical")]
    [TestCase("\"actor\":\"actor\"", "\"actor\":\"\\u0061ctor\"", "canonical")]
    [TestCase("{\"kind\":\"open\",", "{\"kind\":\"open\",\"extra\":1,", "not a ledger entry")]
    [TestCase("\"kind\":\"open\"", "\"kind\":\"close\"", "not a ledger entry")]
    [TestCase("\"step\":1,", "", "not a ledger entry")]
    [TestCase("\"mode\":\"fp-free\"", "\"mode\":0", "not a ledger entry")]
    [TestCase("}", "", "not a ledger entry")]
    [TestCase("\"header\"", "\"haeder\"", "not a ledger entry")]
    public void Verify_NotCanonicalOrNotAnEntry_IsFound(string from, string to, string words)
    {
        var records = Good().Records.ToArray();
        records[0] = new LedgerRecord(Replace(records[0].Entry, from, to), records[0].ReadPart);
        AssertDamaged(records, 1, words);
    }

    [Test]
    public void Verify_NewerSchema_AsksForAnUpgrade()
    {
        var chain = Good();
        var opening = chain.Records[0].Hash;
        chain.Add(header => new ResultEntry(header, opening, ReleasedSymbol.Pass, null, Chain.Unknown), schema: "modelci.ledger/2");
        var problem = Assert.Throws<ModelCIException>(() => Ledger.Verify(chain.Records, Seal))!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("MCI4003"));
        Assert.That(problem.What, Does.Contain("entry 7").And.Contain("modelci.ledger/2"));
    }

    [Test]
    public void WriteSealed_AnyDetails_HaveOneSizePerTestSet()
    {
        var sizes = new[]
        {
            SealedDetails.None,
            new SealedDetails(new LabelSet(10_000).ToBytes(), [], 0, "passed", [0, 3], []),
            new SealedDetails(All.ToBytes(), All.ToBytes(), 10_000, "undecided for want of items", [1, 2], [new SealedClause("Accepted", [1, 2, 3], 4, 1.5, -300.25)]),
        }.Select(details => LedgerFormat.WriteSealed(details, 10_000).Length).Distinct();
        Assert.That(sizes.Count(), Is.EqualTo(1));
    }

    [Test]
    public void WriteSealed_ManyClausesWithTheLongestNumbers_FitAndHaveOneSize([Values(1, 6, 7, 40)] int clauses)
    {
        long[] most = [.. Enumerable.Repeat((long)int.MaxValue, Cells.Count)];
        var longest = new SealedClause("Undecided", most, int.MaxValue, -1.2345678901234567e-300, -1.2345678901234567e-300);
        var shortest = new SealedClause("Refused", [0, 0], 0, null, null);
        int SizeOf(SealedClause clause) => LedgerFormat.WriteSealed(
            new SealedDetails(All.ToBytes(), All.ToBytes(), int.MaxValue, "undecided for want of labels", [int.MaxValue, int.MaxValue], [.. Enumerable.Repeat(clause, clauses)], int.MaxValue),
            10_000).Length;
        var loss = new SealedClause("Undecided", [int.MaxValue], int.MaxValue, -1.2345678901234567e-300, -1.2345678901234567e-300, 512L * int.MaxValue);
        Assert.That(SizeOf(longest), Is.EqualTo(SizeOf(shortest)));
        Assert.That(SizeOf(loss), Is.EqualTo(SizeOf(shortest)));
    }

    private static LabelSet All => new(10_000, Enumerable.Range(0, 10_000));

    private static Chain Good()
    {
        var chain = new Chain();
        foreach (var symbol in new[] { ReleasedSymbol.Fail, ReleasedSymbol.Pass, ReleasedSymbol.Fail })
        {
            chain.Open(Chain.Policy());
            chain.Release(symbol, labels: [1, 2]);
        }
        return chain;
    }

    private static byte[] Replace(byte[] entry, string from, string to)
    {
        var text = Encoding.UTF8.GetString(entry);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative, $"the entry has no {from}");
        return Encoding.UTF8.GetBytes(text.Remove(at, from.Length).Insert(at, to));
    }

    private static readonly LedgerSeal Seal = new(Chain.TestSet.Name, null);

    private static void AssertDamaged(IReadOnlyList<LedgerRecord> records, int position, string words) =>
        AssertDamaged(() => Ledger.Verify(records, Seal), position, words);

    private static void AssertDamaged(Action read, int position, string words)
    {
        var problem = Assert.Throws<ModelCIException>(() => read())!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("MCI4002"));
        Assert.That(problem.What, Does.Contain($"entry {position}:").And.Contain(words));
    }
}
