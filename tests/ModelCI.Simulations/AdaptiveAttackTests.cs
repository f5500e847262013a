using ModelCI.Core.Accounting;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>
/// The promise over the life of a test set: whoever adapts 32 runs to the verdicts passes a false condition with probability at most delta.
/// And the other way round: with the account cheated the same attack must be harmful, else this test would show nothing.
/// </summary>
internal sealed class AdaptiveAttackTests
{
    private static readonly int TestSets = Effort.Replicates(100, 2_000);
    // What is broken is broken in nearly every test set.
    private static readonly int BrokenTestSets = Effort.Replicates(30, 300);

    [TestCase(0.2)]
    [TestCase(0.05)]
    public void Boosting_OnVerdictsThatArePaid_PassesFalselyWithProbabilityAtMostDelta(double delta)
    {
        foreach (var seed in Effort.Seeds) Rates.AssertAtMost(delta, Successes(new BoostingAttack(delta, IsPaid: true, 0), seed, TestSets), TestSets, $"as specified, seed {seed}");
    }

    // The account that is attacked is the one that `modelci test` keeps, sealed: entries composed, authenticated, verified, levels recomputed.
    [Test]
    public void Boosting_OnASealedAccount_AnswersAsInTheClear()
    {
        var (seal, symbols) = (TestKeys.Seal(1), 0);
        for (ulong set = 0; set < 10; set++)
        {
            var (clear, keyed) = (new Chain(), new Chain(seal));
            var attack = new BoostingAttack(0.2, IsPaid: true, 0);
            Assert.That(attack.Succeeds(set, keyed), Is.EqualTo(attack.Succeeds(set, clear)));
            var ledger = Ledger.Verify(keyed.Records, seal);
            Assert.That(ledger.IsKeyed, Is.True);
            Assert.That(Symbols(ledger), Is.EqualTo(Symbols(clear.Ledger)));
            Assert.That(ledger.Account.NatsPaid, Is.EqualTo(clear.Account.NatsPaid));
            Assert.That(() => Ledger.Verify(keyed.Records, TestKeys.Seal(2)), Throws.InstanceOf<ModelCI.Core.Problems.ModelCIException>());
            symbols += Symbols(ledger).Distinct().Count();
        }
        Assert.That(symbols, Is.GreaterThan(10), "some probes pass, so that there is something to adapt to");

        static IEnumerable<string> Symbols(Ledger ledger) => ledger.Account.Evaluations.Select(evaluation => evaluation.Result!.Symbol.Text);
    }

    [Test]
    public void Boosting_WithDeltaInEveryRun_PassesFalselyMoreOften() =>
        Rates.AssertAbove(0.05, Successes(new BoostingAttack(0.05, IsPaid: false, 0), 1, BrokenTestSets), BrokenTestSets, "delta in every run");

    [Test]
    public void Boosting_WithFreeBits_PassesFalselyMoreOften() =>
        Rates.AssertAbove(0.05, Successes(new BoostingAttack(0.05, IsPaid: true, 13), 1, BrokenTestSets), BrokenTestSets, "400 bits unpaid");

    private static int Successes(BoostingAttack attack, ulong seed, int testSets)
    {
        var successes = 0;
        Parallel.For(0, testSets, set =>
        {
            if (attack.Succeeds((seed << 32) + (ulong)set)) Interlocked.Increment(ref successes);
        });
        return successes;
    }
}
