using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class ReleasedSymbolTests
{
    private static readonly ReleasedSymbol[] All =
    [
        ReleasedSymbol.Pass, ReleasedSymbol.Fail, ReleasedSymbol.Waiting, ReleasedSymbol.Undecided, ReleasedSymbol.Accepted,
        ReleasedSymbol.Refused(1), ReleasedSymbol.Refused(2), ReleasedSymbol.Refused(10), ReleasedSymbol.Refused(int.MaxValue),
    ];

    [Test]
    public void Parse_Text_RoundTrips()
    {
        Assert.That(All.Select(symbol => ReleasedSymbol.Parse(symbol.Text)), Is.EqualTo(All));
        Assert.That(All.Select(symbol => symbol.Text), Is.Unique);
        Assert.That(All.Select(symbol => symbol.RefusedClause), Is.EqualTo(new int?[] { null, null, null, null, null, 1, 2, 10, int.MaxValue }));
    }

    [TestCase("")]
    [TestCase("Pass")]
    [TestCase("pass ")]
    [TestCase("refused")]
    [TestCase("refused-")]
    [TestCase("refused-0")]
    [TestCase("refused-01")]
    [TestCase("refused--1")]
    [TestCase("refused-+1")]
    [TestCase("refused- 1")]
    [TestCase("refused-1.0")]
    [TestCase("refused-2147483648")]
    [TestCase("Refused-1")]
    public void Parse_NoSymbol_IsNullAndNoEntry(string text)
    {
        Assert.That(ReleasedSymbol.Parse(text), Is.Null);
        var chain = new Chain();
        chain.Open(Chain.Policy());
        chain.Release(ReleasedSymbol.Fail);
        var entry = Encoding.UTF8.GetString(chain.Records[1].Entry).Replace("\"symbol\":\"fail\"", $"\"symbol\":\"{text}\"", StringComparison.Ordinal);
        var problem = Assert.Throws<ModelCIException>(() => LedgerFormat.Read(Encoding.UTF8.GetBytes(entry), 2))!.Problems.Single();
        Assert.That((problem.Code, problem.What), Is.EqualTo(("MCI4002", "the ledger is damaged: entry 2: it is not a ledger entry")));
    }

    [Test]
    public void Refused_NoClause_Throws() => Assert.That(() => ReleasedSymbol.Refused(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void IsPass_ModeResolvesUndecided()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(All.Where(symbol => symbol.IsPass(Mode.FpFree)), Is.EqualTo(new[] { ReleasedSymbol.Pass }));
            Assert.That(All.Where(symbol => symbol.IsPass(Mode.FnFree)), Is.EqualTo(new[] { ReleasedSymbol.Pass, ReleasedSymbol.Undecided }));
            Assert.That(All.Where(symbol => !symbol.IsFinal), Is.EqualTo(new[] { ReleasedSymbol.Waiting }));
        }
    }

    [TestCase(Adaptivity.Full, Feedback.Verdict, 2, "pass fail")]
    [TestCase(Adaptivity.Full, Feedback.Estimates, 2, "pass fail")]
    [TestCase(Adaptivity.Full, Feedback.Reason, 1, "pass refused-1 undecided")]
    [TestCase(Adaptivity.FirstChange, Feedback.Reason, 3, "pass refused-1 refused-2 refused-3 undecided")]
    public void Alphabet_Policy_FixesIt(Adaptivity adaptivity, Feedback feedback, int clauses, string words)
    {
        var policy = Chain.Policy(adaptivity: adaptivity, feedback: feedback);
        Assert.That(ReleasedSymbol.Alphabet(policy, clauses, mayWait: false).Select(symbol => symbol.Text), Is.EqualTo(words.Split(' ')));
        Assert.That(ReleasedSymbol.Alphabet(policy, clauses, mayWait: true).Select(symbol => symbol.Text), Is.EqualTo((words + " waiting").Split(' ')));
    }

    [Test]
    public void Alphabet_AdaptivityNone_IsOneSymbolWhateverIsMissing([Values] bool mayWait) =>
        Assert.That(ReleasedSymbol.Alphabet(Chain.Policy(adaptivity: Adaptivity.None), 2, mayWait), Is.EqualTo(new[] { ReleasedSymbol.Accepted }));
}
