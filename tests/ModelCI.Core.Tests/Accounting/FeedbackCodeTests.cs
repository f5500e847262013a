using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class FeedbackCodeTests
{
    [Test]
    public void Nats_AllStringsOfALength_AreAProbabilityDistribution([Values(2, 3)] int symbols, [Values(1, 3, 6)] int length)
    {
        var opening = new Chain().Open(Chain.Policy(), symbols == 2 ? Chain.PassFail : Chain.WithWaiting);
        Assert.That(Sum(opening, [], length), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Nats_FirstChange_WithoutPassIsADistribution([Values(2, 3)] int symbols)
    {
        var opening = new Chain().Open(Chain.Policy(adaptivity: Adaptivity.FirstChange), symbols == 2 ? Chain.PassFail : Chain.WithWaiting);
        // Strings with a pass are ends: no opening follows. All others must share probability 1.
        var strings = SumWithoutPass(opening, [], 5);
        Assert.That(strings, Is.EqualTo(1).Within(1e-12));
        Assert.That(FeedbackCode.Nats(new Dictionary<ReleasedSymbol, int>(), opening, ReleasedSymbol.Pass, null), Is.Zero);
    }

    // statistics.md section 5: t = 32, delta = 1e-4, s_t = 1/32. Before the 32nd evaluation 31 symbols are out, k of them passes.
    [TestCase(1, 19.1)]
    [TestCase(4, 26.6)]
    [TestCase(15, 36.1)]
    public void Nats_PapersHistory_GivesThePrintedLevels(int passes, double printed)
    {
        var policy = Chain.Policy(steps: 32, reliability: 1 - 1e-4);
        var opening = new Chain().Open(policy);
        var released = new Dictionary<ReleasedSymbol, int>();
        var nats = 0.0;
        for (var t = 0; t < 31; t++)
        {
            var symbol = t < passes ? ReleasedSymbol.Pass : ReleasedSymbol.Fail;
            nats += FeedbackCode.Nats(released, opening, symbol, null);
            released[symbol] = released.GetValueOrDefault(symbol) + 1;
        }
        var level = AlphaSpending.LogInverseAlpha(policy, 1.0 / 32, nats);
        TestContext.Out.WriteLine(FormattableString.Invariant($"{passes} passes in 31: {level:0.000}"));
        Assert.That(Math.Round(level, 1), Is.EqualTo(printed));
    }

    // "45 nats instead of 27 in a typical history" (statistics.md section 5): with one clause, of 31 evaluations 4 passed, two thirds of the others
    // were refused and one third ended undecided. With a second clause, which refuses 3, the same history is dearer.
    [TestCase("n - o > 0 +/- 0.01", 45.2, 4, 18, 9)]
    [TestCase("n - o > 0 +/- 0.01", 26.6, 4, 27)]
    [TestCase("n - o > 0 +/- 0.01 /\\ d < 0.5 +/- 0.1", 54.6, 4, 15, 3, 9)]
    public void Nats_TypicalHistory_GivesThePrintedLevels(string condition, double printed, params int[] counts)
    {
        var policy = Chain.Policy(steps: 32, reliability: 1 - 1e-4, condition: condition, feedback: counts.Length == 2 ? Feedback.Verdict : Feedback.Reason);
        var opening = new Chain().Open(policy, ReleasedSymbol.Alphabet(policy, Parse.Condition(condition).Clauses.Count, mayWait: false));
        Assert.That(opening.Error.Alphabet, Has.Count.EqualTo(counts.Length));
        var (released, nats) = (new Dictionary<ReleasedSymbol, int>(), 0.0);
        foreach (var symbol in opening.Error.Alphabet.Zip(counts).SelectMany(pair => Enumerable.Repeat(pair.First, pair.Second)))
        {
            nats += FeedbackCode.Nats(released, opening, symbol, null);
            released[symbol] = released.GetValueOrDefault(symbol) + 1;
        }
        var level = AlphaSpending.LogInverseAlpha(policy, 1.0 / 32, nats);
        TestContext.Out.WriteLine(FormattableString.Invariant($"{level:0.000}"));
        Assert.That(counts.Sum(), Is.EqualTo(31));
        Assert.That(Math.Round(level, 1), Is.EqualTo(printed));
    }

    [Test]
    public void Nats_Reason_IsADistributionOverStrings([Values(1, 2, 3)] int clauses, [Values] bool mayWait)
    {
        var policy = Chain.Policy(feedback: Feedback.Reason, condition: string.Join(" /\\ ", Enumerable.Repeat("n - o > 0 +/- 0.01", clauses)));
        var opening = new Chain().Open(policy, ReleasedSymbol.Alphabet(policy, clauses, mayWait));
        Assert.That(opening.Error.Alphabet, Has.Count.EqualTo(clauses + 2 + (mayWait ? 1 : 0)));
        Assert.That(Sum(opening, [], 4), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void LogInverseAlpha_PaperFull_GivesThePrintedLevel()
    {
        var policy = Chain.Policy(steps: 32, accounting: AccountingScheme.Paper, reliability: 1 - 1e-4);
        Assert.That(Math.Round(AlphaSpending.LogInverseAlpha(policy, 1.0 / 32, 0), 1), Is.EqualTo(31.4));
        var firstChange = policy with { Adaptivity = Adaptivity.FirstChange };
        Assert.That(AlphaSpending.LogInverseAlpha(firstChange, 1.0 / 32, 0), Is.EqualTo(Math.Log(32e4)).Within(1e-9));
    }

    // All that `estimates` can show of a test set of N items: every split of labels, every outcome that gives the symbol, every count.
    [TestCase(Mode.FpFree, "pass", 1, 3, false)]
    [TestCase(Mode.FpFree, "fail", 1, 3, false)]
    [TestCase(Mode.FnFree, "pass", 1, 2, false)]
    [TestCase(Mode.FnFree, "fail", 2, 2, false)]
    [TestCase(Mode.FpFree, "fail", 2, 2, false)]
    [TestCase(Mode.FpFree, "fail", 1, 3, true)]
    [TestCase(Mode.FnFree, "fail", 2, 2, true)]
    public void Nats_AllCountsThatCanBeShown_SumToAtMostTheSymbolsProbability(Mode mode, string text, int clauses, int values, bool knowsUnsure)
    {
        var symbol = ReleasedSymbol.Parse(text)!;
        const int N = 3;
        var chain = new Chain();
        var opening = chain.Open(Chain.Policy(feedback: Feedback.Estimates, mode: mode), testSet: Chain.TestSet with { Items = N });
        var none = new Dictionary<ReleasedSymbol, int>();
        var counts = Enumerable.Range(0, N + 1).SelectMany(total => Compositions(total, values)).ToArray();
        var counted = counts.SelectMany(values => knowsUnsure
            ? Enumerable.Range(0, N - (int)values.Sum() + 1).Select(unsure => (Values: values, Unsure: (long?)unsure))
            : [(values, null)]).ToArray();
        var sum = 0.0;
        foreach (var outcomes in Sequences(Enum.GetValues<ClauseOutcome>(), clauses))
        {
            var passes = mode == Mode.FpFree ? outcomes.All(o => o == ClauseOutcome.Accepted) : outcomes.All(o => o != ClauseOutcome.Refused);
            if (passes != (symbol == ReleasedSymbol.Pass)) continue;
            var isUndecided = outcomes.Contains(ClauseOutcome.Undecided) && !outcomes.Contains(ClauseOutcome.Refused);
            Shortage?[] shortages = isUndecided ? [Shortage.Items, Shortage.Labels] : [null];
            foreach (var (shownCounts, shortage) in Sequences(counted, clauses).SelectMany(one => shortages.Select(shortage => (one, shortage))))
            {
                ShownClause[] shown = [.. outcomes.Zip(shownCounts, (outcome, count) => new ShownClause(outcome, count.Values, count.Unsure))];
                for (var needed = 0; needed <= N; needed++)
                {
                    for (var fresh = 0; fresh <= needed; fresh++)
                        sum += Math.Exp(-FeedbackCode.Nats(none, opening, symbol, new ShownCounts(needed, fresh, shown, shortage)));
                }
            }
        }
        Assert.That(sum, Is.EqualTo(0.5).Within(1e-9), "the symbol itself has probability 1/2");
    }

    // L items and a sum of their indices, uniform on [0, 512 L].
    [Test]
    public void Nats_OfALoss_AreThoseOfItsNumberAndSum()
    {
        const int N = 3;
        var opening = new Chain().Open(Chain.Policy(feedback: Feedback.Estimates), testSet: Chain.TestSet with { Items = N });
        var none = new Dictionary<ReleasedSymbol, int>();
        double Nats(long items, long? sum, params long[] more) => FeedbackCode.Nats(
            none, opening, ReleasedSymbol.Pass, new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Accepted, [items, .. more], null, sum)]));
        Assert.That(Nats(2, 700) - Nats(0, 0), Is.EqualTo(Math.Log(1025)).Within(1e-12));
        Assert.That(Nats(0, 0), Is.EqualTo(Nats(0, null, 0)).Within(1e-12));
        var sum = 0.0;
        for (var items = 0; items <= N; items++)
        {
            for (var indices = 0; indices <= 512 * items; indices++)
                sum += Math.Exp(-Nats(items, indices));
        }
        // One label of two, 0 or 1 of these new, besides.
        Assert.That(sum, Is.EqualTo(0.5 / 8).Within(1e-9));
    }

    [TestCase(-1)]
    [TestCase(3)]
    public void Nats_MoreUnsureItemsThanThereAre_AreRefused(int unsure)
    {
        var opening = new Chain().Open(Chain.Policy(feedback: Feedback.Estimates), testSet: Chain.TestSet with { Items = 3 });
        var shown = new ShownCounts(1, 1, [new ShownClause(ClauseOutcome.Refused, [1, 0], unsure)]);
        Assert.That(() => FeedbackCode.Nats(new Dictionary<ReleasedSymbol, int>(), opening, ReleasedSymbol.Fail, shown), Throws.InstanceOf<ArgumentException>());
    }

    private static double Sum(OpenEntry opening, Dictionary<ReleasedSymbol, int> released, int length) =>
        length == 0 ? 1 : opening.Error.Alphabet.Sum(symbol => Weight(opening, released, symbol) * Sum(opening, After(released, symbol), length - 1));

    private static double SumWithoutPass(OpenEntry opening, Dictionary<ReleasedSymbol, int> released, int length) =>
        length == 0 ? 1 : opening.Error.Alphabet.Where(symbol => symbol != ReleasedSymbol.Pass)
            .Sum(symbol => Weight(opening, released, symbol) * SumWithoutPass(opening, After(released, symbol), length - 1));

    private static double Weight(OpenEntry opening, Dictionary<ReleasedSymbol, int> released, ReleasedSymbol symbol) =>
        Math.Exp(-FeedbackCode.Nats(released, opening, symbol, null));

    private static Dictionary<ReleasedSymbol, int> After(Dictionary<ReleasedSymbol, int> released, ReleasedSymbol symbol) =>
        new(released) { [symbol] = released.GetValueOrDefault(symbol) + 1 };

    private static IEnumerable<long[]> Compositions(int total, int parts) => parts == 1
        ? [[total]]
        : Enumerable.Range(0, total + 1).SelectMany(first => Compositions(total - first, parts - 1).Select(rest => (long[])[first, .. rest]));

    private static IEnumerable<T[]> Sequences<T>(T[] values, int length) => length == 0
        ? [[]]
        : values.SelectMany(first => Sequences(values, length - 1).Select(rest => (T[])[first, .. rest]));
}
