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

    // Two clauses: pass, refused-1, refused-2, undecided.
    private const string TwoClauses = "n - o > 0 +/- 0.01 /\\ d < 0.5 +/- 0.1";

    private enum Move
    {
        Release,
        OpenAnother,
        RunOffline,
    }

    /// <summary>
    /// What a developer does at a history: deterministic, as Assumption A demands. A run that is not released before the next opening is
    /// released later where the oldest comes first, otherwise it was killed. A run that waits goes on at once, or when its turn comes.
    /// </summary>
    private sealed record Developer(string Name, bool OldestFirst, bool ResumesLate, Func<Ledger, Move> Play);

    private static readonly Developer[] Developers =
    [
        new("plain", false, false, _ => Move.Release),
        new("every second run is killed", false, false, ledger => ledger.Account.NextStep % 2 == 1 ? Move.OpenAnother : Move.Release),
        new("killed after a pass", false, false, ledger => LastSymbol(ledger.Account) == ReleasedSymbol.Pass ? Move.OpenAnother : Move.Release),
        new("two runs at once", true, false, ledger => Running(ledger.Account) < 2 ? Move.OpenAnother : Move.Release),
        new("labels come late", true, true, ledger => Running(ledger.Account) < 1 ? Move.OpenAnother : Move.Release),
        new("offline after every run", false, false, ledger => Offline(ledger) < ledger.Account.Evaluations.Count ? Move.RunOffline : Move.Release),
        new("offline twice after a pass", true, false, ledger => LastSymbol(ledger.Account) == ReleasedSymbol.Pass && Offline(ledger) < 2 ? Move.RunOffline : Move.Release),
    ];

    [Test]
    public void Alpha_UniversalFull_SumsToAtMostDelta([Values(1, 2, 4, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(_ => Chain.Policy(steps), mayWait: false, Developers[strategy], steps);

    [Test]
    public void Alpha_UniversalFullWithWaiting_SumsToAtMostDelta([Values(2, 4)] int steps, [Values(0, 1, 2, 3, 4)] int strategy) =>
        AssertBound(_ => Chain.Policy(steps), mayWait: true, Developers[strategy], steps);

    [Test]
    public void Alpha_OfflineVerdictsBetweenRuns_SumsToAtMostDelta([Values] bool mayWait, [Values(5, 6)] int strategy) =>
        AssertBound(_ => Chain.Policy(4), mayWait, Developers[strategy], 4);

    [Test]
    public void Alpha_Reason_SumsToAtMostDelta([Values(1, 2, 4, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(_ => Reason(steps), mayWait: false, Developers[strategy], steps);

    [Test]
    public void Alpha_ReasonWithWaiting_SumsToAtMostDelta([Values(0, 1, 2, 3, 4)] int strategy) =>
        AssertBound(_ => Reason(4), mayWait: true, Developers[strategy], 4);

    [Test]
    public void Alpha_ReasonWithOfflineVerdicts_SumsToAtMostDelta([Values] bool mayWait, [Values(5, 6)] int strategy) =>
        AssertBound(_ => Reason(3), mayWait, Developers[strategy], 3);

    // Steps, mode and what is told change on the way; each alphabet is paid for as it is.
    [Test]
    public void Alpha_FeedbackEditedOnTheWay_SumsToAtMostDelta([Values] bool mayWait, [Values(0, 1, 3, 4, 6)] int strategy)
    {
        GatePolicy[] policies = [Reason(3), Chain.Policy(3), Reason(5, Mode.FnFree), Reason(4), Chain.Policy(4, mode: Mode.FnFree)];
        AssertBound(t => policies[t - 1], mayWait, Developers[strategy], mayWait ? 4 : 5);
    }

    [Test]
    public void Alpha_FirstChange_SumsToAtMostDelta([Values] AccountingScheme accounting, [Values(1, 3, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(_ => Chain.Policy(steps, Adaptivity.FirstChange, accounting), mayWait: false, Developers[strategy], steps);

    [Test]
    public void Alpha_FirstChangeWithWaiting_SumsToAtMostDelta([Values(0, 1, 2, 3, 4)] int strategy) =>
        AssertBound(_ => Chain.Policy(4, Adaptivity.FirstChange), mayWait: true, Developers[strategy], 4);

    // A pass that was shown offline decided nothing and retires nothing, so that openings follow it: it must be paid for.
    [Test]
    public void Alpha_FirstChangeWithOfflineVerdicts_SumsToAtMostDelta([Values] bool mayWait, [Values(Mode.FpFree, Mode.FnFree)] Mode mode) =>
        AssertBound(_ => Reason(4, mode) with { Adaptivity = Adaptivity.FirstChange }, mayWait, Developers[5], 3);

    [Test]
    public void Alpha_AdaptivityNone_SumsToAtMostDelta([Values(0, 1, 3, 5)] int strategy) =>
        AssertBound(_ => Chain.Policy(6, Adaptivity.None), mayWait: false, Developers[strategy], 6);

    [Test]
    public void Alpha_PaperFull_SumsToAtMostDelta([Values(1, 3, 6)] int steps, [Values(0, 1, 2, 3)] int strategy) =>
        AssertBound(_ => Chain.Policy(steps, accounting: AccountingScheme.Paper), mayWait: false, Developers[strategy], steps);

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
        foreach (var developer in Developers[..4])
            AssertBound(t => Chain.Policy(steps[t - 1] == 0 ? null : steps[t - 1]), mayWait: false, developer, steps.Length);
    }

    [Test]
    public void Alpha_StepsEditedByResult_SumsToAtMostDelta() =>
        AssertBound((t, account) => Chain.Policy(LastSymbol(account) == ReleasedSymbol.Pass ? 6 : null), mayWait: false, Developers[0], 6);

    [Test]
    public void Alpha_OpenEnded_SumsToAtMostDelta() => AssertBound(_ => Chain.Policy(null), mayWait: false, Developers[0], 9);

    [Test]
    public void Alpha_SmallerReliabilityOnTheWay_IsBoundedByTheLargestDelta()
    {
        var sum = Walk(new Chain(), new Game((t, _) => Chain.Policy(5, reliability: t % 2 == 0 ? 0.99 : 0.95), false, Developers[0], 5, LevelOf));
        Assert.That(sum, Is.InRange(0.01, 0.05 * (1 + 1e-9)));
    }

    [Test]
    public void Walk_AllDeltaAtEveryNode_WouldBeFound()
    {
        // The count of nodes is right: H = 4 has 1 + 2 + 4 + 8 of them, and paper's level is delta / 16.
        var sum = Walk(new Chain(), new Game((_, _) => Chain.Policy(4, accounting: AccountingScheme.Paper), false, Developers[0], 4, LevelOf));
        Assert.That(sum, Is.EqualTo(Delta * 15 / 16).Within(1e-12));
    }

    [Test]
    public void Walk_ReasonAtThePriceOfAVerdict_WouldBeFound()
    {
        var sum = Walk(new Chain(), new Game((_, _) => Reason(4), false, Developers[0], 4, AtThePriceOfVerdicts));
        Assert.That(sum, Is.GreaterThan(1.5 * Delta));

        static double AtThePriceOfVerdicts(Account account)
        {
            var (nats, counts, opening) = (0.0, new Dictionary<ReleasedSymbol, int>(), new Chain().Open(Chain.Policy(4)));
            foreach (var result in account.Evaluations.Select(evaluation => evaluation.Result).OfType<ResultEntry>())
            {
                var symbol = result.Symbol == ReleasedSymbol.Pass ? ReleasedSymbol.Pass : ReleasedSymbol.Fail;
                nats += FeedbackCode.Nats(counts, opening, symbol, null);
                counts[symbol] = counts.GetValueOrDefault(symbol) + 1;
            }
            return LevelOf(account) * Math.Exp(account.NatsPaid - nats);
        }
    }

    private static GatePolicy Reason(int steps, Mode mode = Mode.FpFree) => Chain.Policy(steps, feedback: Feedback.Reason, mode: mode, condition: TwoClauses);

    private static void AssertBound(Func<int, GatePolicy> policy, bool mayWait, Developer developer, int depth) =>
        AssertBound((t, _) => policy(t), mayWait, developer, depth);

    private static void AssertBound(Func<int, Account, GatePolicy> policy, bool mayWait, Developer developer, int depth)
    {
        var sum = Walk(new Chain(), new Game(policy, mayWait, developer, depth, LevelOf));
        TestContext.Out.WriteLine(FormattableString.Invariant($"{developer.Name}: sum / delta = {sum / Delta:0.0000}"));
        Assert.That(sum, Is.LessThanOrEqualTo(Delta * (1 + 1e-9)));
        Assert.That(sum, Is.GreaterThan(0));
    }

    /// <summary>The level of the evaluation that was opened last.</summary>
    private static double LevelOf(Account account) => Math.Exp(-account.Evaluations[^1].Opening.Error.LogInverseAlpha);

    private sealed record Game(Func<int, Account, GatePolicy> PolicyAt, bool MayWait, Developer Developer, int Depth, Func<Account, double> Level);

    /// <summary>The sum of alpha over this node and all below.</summary>
    private static double Walk(Chain chain, Game game)
    {
        var account = chain.Account;
        var policy = game.PolicyAt(account.NextStep, account);
        if (account.ExhaustionUnder(policy) is not null) return 0;
        chain.Open(policy, Alphabet(policy, game.MayWait));
        var alpha = game.Level(chain.Account);
        // Below the last opening no level follows, whatever is released.
        return chain.Account.NextStep > game.Depth ? alpha : alpha + GoOn(chain, game);
    }

    private static double GoOn(Chain chain, Game game) => game.Developer.Play(chain.Ledger) switch
    {
        Move.Release => Settle(chain, game),
        Move.RunOffline => RunOffline(chain, game),
        _ => Walk(chain, game),
    };

    /// <summary>Branches over what a running evaluation releases.</summary>
    private static double Settle(Chain chain, Game game)
    {
        var evaluations = chain.Account.Evaluations.ToList();
        var running = game.Developer.OldestFirst ? evaluations.FindIndex(IsToBeReleased) : evaluations.FindLastIndex(IsToBeReleased);
        var isWaiting = evaluations[running].IsWaiting;
        var sum = 0.0;
        foreach (var symbol in evaluations[running].Opening.Error.Alphabet)
        {
            if (symbol.IsFinal) sum += Walk(chain.Copy().Release(symbol, running), game);
            else if (!isWaiting) sum += game.Developer.ResumesLate ? Walk(chain.Copy().Release(symbol, running), game) : GoOnWaiting(chain.Copy().Release(symbol, running), running, game);
        }
        return sum;

        bool IsToBeReleased(Evaluation evaluation) => evaluation.Result is null || (game.Developer.ResumesLate && evaluation.IsWaiting);
    }

    /// <summary>The labels come at once, and the verdict is released on top.</summary>
    private static double GoOnWaiting(Chain chain, int evaluation, Game game) =>
        chain.Account.Evaluations[evaluation].Opening.Error.Alphabet.Where(symbol => symbol.IsFinal)
            .Sum(verdict => Walk(chain.Copy().Release(verdict, evaluation), game));

    /// <summary>Branches over what a run that takes no step shows.</summary>
    private static double RunOffline(Chain chain, Game game)
    {
        var opening = chain.Account.Evaluations[^1].Opening;
        return opening.Error.Alphabet.Sum(symbol => GoOn(chain.Copy().EnterOffline(opening, symbol), game));
    }

    private static ReleasedSymbol[] Alphabet(GatePolicy policy, bool mayWait) =>
        ReleasedSymbol.Alphabet(policy, Parse.Condition(policy.Condition).Clauses.Count, mayWait);

    private static int Offline(Ledger ledger) => ledger.Entries.Count(entry => entry is OfflineEntry);

    private static int Running(Account account) => account.Evaluations.Count(evaluation => evaluation.Result is null);

    private static ReleasedSymbol? LastSymbol(Account account) =>
        account.Evaluations.LastOrDefault(evaluation => evaluation.Result is not null)?.Result!.Symbol;
}
