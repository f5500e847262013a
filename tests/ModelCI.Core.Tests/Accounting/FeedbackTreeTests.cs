using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>
/// The union bound itself: whatever a developer who adapts to the released symbols does, the levels of all evaluations that can be opened
/// anywhere in the tree of histories sum to at most delta.
/// </summary>
internal sealed class FeedbackTreeTests
{
    private const double Delta = 0.01;

    private enum Move
    {
        Release,
        OpenAnother,
    }

    /// <summary>
    /// What a developer does at a history: deterministic, as Assumption A demands. A run that is not released before the next opening is
    /// released later where the oldest comes first, otherwise it was killed.
    /// </summary>
    private sealed record Developer(string Name, bool OldestFirst, Func<Account, Move> Play);

    private static readonly Developer[] Developers =
    [
        new("plain", false, _ => Move.Release),
        new("every second run is killed", false, account => account.NextStep % 2 == 1 ? Move.OpenAnother : Move.Release),
        new("killed after a pass", false, account => LastSymbol(account) == ReleasedSymbol.Pass ? Move.OpenAnother : Move.Release),
        new("two runs at once", true, account => Running(account) < 2 ? Move.OpenAnother : Move.Release),
    ];

    [Test]
    public void Alpha_UniversalFull_SumsToAtMostDelta([Values(1, 2, 4, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(t => Chain.Policy(steps), Chain.PassFail, Developers[strategy], steps);

    [Test]
    public void Alpha_UniversalFullWithWaiting_SumsToAtMostDelta([Values(2, 4)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(t => Chain.Policy(steps), Chain.WithWaiting, Developers[strategy], steps);

    [Test]
    public void Alpha_FirstChange_SumsToAtMostDelta([Values] AccountingScheme accounting, [Values(1, 3, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(t => Chain.Policy(steps, Adaptivity.FirstChange, accounting), Chain.PassFail, Developers[strategy], steps);

    [Test]
    public void Alpha_FirstChangeWithWaiting_SumsToAtMostDelta([Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(t => Chain.Policy(4, Adaptivity.FirstChange), Chain.WithWaiting, Developers[strategy], 4);

    [Test]
    public void Alpha_PaperFull_SumsToAtMostDelta([Values(1, 3, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(t => Chain.Policy(steps, accounting: AccountingScheme.Paper), Chain.PassFail, Developers[strategy], steps);

    // steps: raised, lowered, switched off and on again, each as early and as late as possible.
    [TestCase(3, 6, 6, 6, 6, 6)]
    [TestCase(6, 6, 4, 4)]
    [TestCase(6, 2)]
    [TestCase(3, 3, 5, 5, 5)]
    [TestCase(0, 0, 5, 5, 0, 0)]
    [TestCase(2, 0, 0, 0, 0, 0)]
    [TestCase(4, 0, 4, 4)]
    public void Alpha_StepsEditedOnTheWay_SumsToAtMostDelta(params int[] steps)
    {
        foreach (var developer in Developers)
            AssertBound(t => Chain.Policy(steps[t - 1] == 0 ? null : steps[t - 1]), Chain.PassFail, developer, steps.Length);
    }

    [Test]
    public void Alpha_StepsEditedByResult_SumsToAtMostDelta() =>
        AssertBound((t, account) => Chain.Policy(LastSymbol(account) == ReleasedSymbol.Pass ? 6 : null), Chain.PassFail, Developers[0], 6);

    [Test]
    public void Alpha_OpenEnded_SumsToAtMostDelta() => AssertBound(t => Chain.Policy(null), Chain.PassFail, Developers[0], 9);

    [Test]
    public void Alpha_SmallerReliabilityOnTheWay_IsBoundedByTheLargestDelta()
    {
        var sum = Walk(new Chain(), (t, _) => Chain.Policy(5, reliability: t % 2 == 0 ? 0.99 : 0.95), Chain.PassFail, Developers[0], 5);
        Assert.That(sum, Is.InRange(0.01, 0.05 * (1 + 1e-9)));
    }

    [Test]
    public void Walk_AllDeltaAtEveryNode_WouldBeFound()
    {
        // The count of nodes is right: H = 4 has 1 + 2 + 4 + 8 of them, and paper's level is delta / 16.
        var sum = Walk(new Chain(), (_, _) => Chain.Policy(4, accounting: AccountingScheme.Paper), Chain.PassFail, Developers[0], 4);
        Assert.That(sum, Is.EqualTo(Delta * 15 / 16).Within(1e-12));
    }

    private static void AssertBound(Func<int, GatePolicy> policy, ReleasedSymbol[] alphabet, Developer developer, int depth) =>
        AssertBound((t, _) => policy(t), alphabet, developer, depth);

    private static void AssertBound(Func<int, Account, GatePolicy> policy, ReleasedSymbol[] alphabet, Developer developer, int depth)
    {
        var sum = Walk(new Chain(), policy, alphabet, developer, depth);
        TestContext.Out.WriteLine(FormattableString.Invariant($"sum / delta = {sum / Delta:0.0000}"));
        Assert.That(sum, Is.LessThanOrEqualTo(Delta * (1 + 1e-9)));
        Assert.That(sum, Is.GreaterThan(0));
    }

    /// <summary>The sum of alpha over this node and all below.</summary>
    private static double Walk(Chain chain, Func<int, Account, GatePolicy> policyAt, ReleasedSymbol[] alphabet, Developer developer, int depth)
    {
        var account = chain.Account;
        if (account.NextStep > depth) return 0;
        var policy = policyAt(account.NextStep, account);
        if (account.ExhaustionUnder(policy) is not null) return 0;
        chain.Open(policy, alphabet);
        var alpha = Math.Exp(-chain.Account.Evaluations[^1].Opening.Error.LogInverseAlpha);
        return alpha + developer.Play(chain.Account) switch
        {
            Move.Release => Settle(chain, policyAt, alphabet, developer, depth),
            _ => Walk(chain, policyAt, alphabet, developer, depth),
        };
    }

    /// <summary>Branches over what a running evaluation releases. One that waits goes on at once, and its verdict is released on top.</summary>
    private static double Settle(Chain chain, Func<int, Account, GatePolicy> policyAt, ReleasedSymbol[] alphabet, Developer developer, int depth)
    {
        var evaluations = chain.Account.Evaluations.ToList();
        var running = developer.OldestFirst
            ? evaluations.FindIndex(evaluation => evaluation.Result is null)
            : evaluations.FindLastIndex(evaluation => evaluation.Result is null);
        var sum = 0.0;
        foreach (var symbol in alphabet)
        {
            var next = chain.Copy().Release(symbol, running);
            if (symbol == ReleasedSymbol.Waiting)
            {
                foreach (var verdict in Chain.PassFail) sum += Walk(next.Copy().Release(verdict, running), policyAt, alphabet, developer, depth);
                continue;
            }
            sum += Walk(next, policyAt, alphabet, developer, depth);
        }
        return sum;
    }

    private static int Running(Account account) => account.Evaluations.Count(evaluation => evaluation.Result is null);

    private static ReleasedSymbol? LastSymbol(Account account) =>
        account.Evaluations.LastOrDefault(evaluation => evaluation.Result is not null)?.Result!.Symbol;
}
