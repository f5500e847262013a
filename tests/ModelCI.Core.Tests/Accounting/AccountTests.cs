using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class AccountTests
{
    [Test]
    public void Find_FinalBeatsWaitingAndAbortedIsNotFound()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(), Chain.WithWaiting, key: "a");
        Assert.That(chain.Account.Find("a"), Is.Null, "opened only: running or aborted");
        chain.Open(Chain.Policy(), Chain.WithWaiting, key: "a");
        chain.Release(ReleasedSymbol.Waiting);
        Assert.That(chain.Account.Find("a")!.Opening.Step, Is.EqualTo(2));
        chain.Open(Chain.Policy(), Chain.WithWaiting, key: "a");
        chain.Release(ReleasedSymbol.Fail);
        Assert.That(chain.Account.Find("a")!.Opening.Step, Is.EqualTo(3), "an answer comes before one that waits");
        chain.Release(ReleasedSymbol.Pass, evaluation: 1);
        Assert.That(chain.Account.Find("a")!.Opening.Step, Is.EqualTo(2), "the first of two answers");
        Assert.That(chain.Account.Find("b"), Is.Null);
    }

    [Test]
    public void Of_Key_DependsOnTheQuestionOnly()
    {
        var policy = Chain.Policy();
        var key = EvaluationKey.Of("set", "new", "old", policy);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(EvaluationKey.Of("set", "new", "old", policy with { Feedback = Feedback.Estimates, Steps = 9, Reading = Reading.Lazy }), Is.EqualTo(key));
            Assert.That(EvaluationKey.Of("set", "new", "old", policy with { Reliability = 0.999 }), Is.Not.EqualTo(key));
            Assert.That(EvaluationKey.Of("set", "new", "old", policy with { Mode = Mode.FnFree }), Is.Not.EqualTo(key));
            Assert.That(EvaluationKey.Of("set", "new", "old", policy with { Condition = "n > 0 +/- 0" }), Is.Not.EqualTo(key));
            Assert.That(EvaluationKey.Of("set", "old", "new", policy), Is.Not.EqualTo(key));
            Assert.That(EvaluationKey.Of("set2", "new", "old", policy), Is.Not.EqualTo(key));
            Assert.That(EvaluationKey.Of("set", "newo", "ld", policy), Is.Not.EqualTo(key), "parts are kept apart");
            Assert.That(key, Does.Match("^[0-9a-f]{64}$"));
        }
    }

    [Test]
    public void ExhaustionUnder_AllStepsOpened_IsSteps()
    {
        var chain = new Chain();
        Assert.That(chain.Account.RunsLeft(Chain.Policy(2)), Is.EqualTo(2));
        chain.Open(Chain.Policy(2));
        Assert.That(chain.Account.RunsLeft(Chain.Policy(2)), Is.EqualTo(1), "an aborted run has spent its step");
        chain.Open(Chain.Policy(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Account.ExhaustionUnder(Chain.Policy(2)), Is.EqualTo(Exhaustion.Steps));
            Assert.That(chain.Account.RunsLeft(Chain.Policy(2)), Is.Zero);
            // All of delta is spent; a larger plan cannot bring it back.
            Assert.That(chain.Account.ExhaustionUnder(Chain.Policy(5)), Is.EqualTo(Exhaustion.Steps));
            Assert.That(chain.Account.ExhaustionUnder(Chain.Policy(null)), Is.EqualTo(Exhaustion.Steps));
        }
    }

    [Test]
    public void ExhaustionUnder_RaisedInTime_GoesOn()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(2));
        chain.Open(Chain.Policy(3));
        Assert.That(chain.Account.ExhaustionUnder(Chain.Policy(3)), Is.Null);
        Assert.That(chain.Account.RunsLeft(Chain.Policy(null)), Is.Null);
    }

    [Test]
    public void ExhaustionUnder_FirstChange_EndsAtTheFirstPass()
    {
        var policy = Chain.Policy(4, Adaptivity.FirstChange);
        var chain = new Chain();
        chain.Open(policy);
        Assert.That(chain.Release(ReleasedSymbol.Fail).Account.ExhaustionUnder(policy), Is.Null);
        chain.Open(policy);
        Assert.That(chain.Release(ReleasedSymbol.Pass).Account.ExhaustionUnder(policy), Is.EqualTo(Exhaustion.FirstPass));
        Assert.That(chain.Account.RunsLeft(policy), Is.Zero);
    }

    [Test]
    public void LabelsUsed_IsTheUnionWithoutTheOneThatGoesOn()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(), Chain.WithWaiting);
        chain.Release(ReleasedSymbol.Fail, labels: [0, 7, 8]);
        chain.Open(Chain.Policy(), Chain.WithWaiting);
        chain.Release(ReleasedSymbol.Waiting, labels: [8, 49]);
        chain.Open(Chain.Policy(), Chain.WithWaiting);
        var account = chain.Account;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Positions(account.LabelsUsed(Chain.Items, null)), Is.EqualTo(new[] { 0, 7, 8, 49 }));
            Assert.That(Positions(account.LabelsUsed(Chain.Items, account.Evaluations[1])), Is.EqualTo(new[] { 0, 7, 8 }));
            Assert.That(Positions(account.LabelsUsed(Chain.Items, account.Evaluations[2])), Is.EqualTo(new[] { 0, 7, 8, 49 }));
        }
    }

    [Test]
    public void Reserved_IsTheLastOpenings()
    {
        var chain = new Chain();
        Assert.That(chain.Account.Reserved, Is.Zero);
        chain.Open(Chain.Policy(), perRun: 20);
        chain.Open(Chain.Policy(), perRun: 20);
        Assert.That(chain.Account.Reserved, Is.EqualTo(40));
        chain.Open(Chain.Policy(), budget: 10, perRun: 20);
        Assert.That(chain.Account.Reserved, Is.EqualTo(40), "a lowered budget takes nothing back");
    }

    [Test]
    public void CheckPinned_ChangedSettings_NamesThem()
    {
        var chain = new Chain();
        var policy = Chain.Policy(accounting: AccountingScheme.Paper);
        chain.Open(policy);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => chain.Account.CheckPinned(Chain.TestSet, policy), Throws.Nothing);
            AssertProblem(chain, Chain.TestSet, policy with { Adaptivity = Adaptivity.FirstChange }, "MCI4005", "gate.adaptivity is 'first-change'", "'full'");
            AssertProblem(chain, Chain.TestSet, policy with { Accounting = AccountingScheme.Universal }, "MCI4005", "gate.accounting");
            AssertProblem(chain, Chain.TestSet, policy with { Steps = 5 }, "MCI4005", "gate.steps is '5'", "'4'");
            AssertProblem(chain, Chain.TestSet, policy with { Steps = null }, "MCI4005", "gate.steps is 'none'");
            AssertProblem(chain, Chain.TestSet, policy with { Reliability = 0.999 }, "MCI4005", "gate.reliability is '0.999'", "'0.99'");
            AssertProblem(chain, Chain.TestSet with { Digest = "x" }, policy, "MCI4004", "items were changed");
            AssertProblem(chain, Chain.TestSet with { Items = 51 }, policy, "MCI4004", "50 items and has 51", "'set'");
            AssertProblem(chain, Chain.TestSet with { Order = "x" }, policy, "MCI4004", "order");
            AssertProblem(chain, Chain.TestSet with { Classes = ["a", "c", "b"] }, policy, "MCI4004", "classes");
        }
    }

    [Test]
    public void CheckPinned_Universal_LetsStepsAndReliabilityChange()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy());
        Assert.That(() => chain.Account.CheckPinned(Chain.TestSet, Chain.Policy(steps: null, reliability: 0.9, feedback: Feedback.Estimates)), Throws.Nothing);
        Assert.That(() => new Chain().Account.CheckPinned(Chain.TestSet, Chain.Policy(adaptivity: Adaptivity.None)), Throws.Nothing);
    }

    private static IEnumerable<int> Positions(bool[] used) => Enumerable.Range(0, used.Length).Where(position => used[position]);

    private static void AssertProblem(Chain chain, TestSetPin testSet, GatePolicy policy, string code, params string[] words)
    {
        var problem = Assert.Throws<ModelCIException>(() => chain.Account.CheckPinned(testSet, policy))!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo(code));
        foreach (var word in words) Assert.That(problem.What, Does.Contain(word));
    }
}
