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
    public void LabelsUsed_IsTheUnionOfResults_NewOnesSumToIt()
    {
        var chain = new Chain();
        Assert.That(chain.Sealed.LabelsUsed(Chain.Items).Count, Is.Zero);
        chain.Open(Chain.Policy(), Chain.WithWaiting);
        Assert.That(chain.Sealed.LabelsUsed(Chain.Items).Count, Is.Zero);
        chain.Release(ReleasedSymbol.Fail, labels: [0, 7, 8]);
        chain.Open(Chain.Policy(), Chain.WithWaiting);
        chain.Release(ReleasedSymbol.Waiting, labels: [8, 49]);
        chain.Open(Chain.Policy(), Chain.WithWaiting);
        chain.Release(ReleasedSymbol.Fail, evaluation: 1, labels: [8, 49, 20]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chain.Sealed.LabelsUsed(Chain.Items).Positions, Is.EqualTo(new[] { 0, 7, 8, 20, 49 }));
            var news = chain.Ledger.Entries.Index().Where(entry => entry.Item is ResultEntry).Select(entry => chain.Sealed.Details(entry.Index + 1).New);
            Assert.That(news, Is.EqualTo(new[] { 3, 1, 1 }));
        }
    }

    [Test]
    public void LabelsCharged_CountsWhatRunningWaitingAndAbortedEvaluationsMayUse()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(), Chain.WithWaiting, mayUse: [0, 1, 2, 3]);
        chain.Release(ReleasedSymbol.Fail, labels: [0, 1]);
        chain.Open(Chain.Policy(), Chain.WithWaiting, mayUse: [1, 5]);
        chain.Open(Chain.Policy(), Chain.WithWaiting, mayUse: [6, 7]);
        chain.Release(ReleasedSymbol.Waiting, labels: [6]);
        var evaluations = chain.Account.Evaluations;
        using (Assert.EnterMultipleScope())
        {
            var charge = chain.Sealed.LabelsCharged(Chain.Items);
            Assert.That((charge.Set.Positions, charge.More), Is.EqualTo((new[] { 0, 1, 5, 6, 7 }, 0)));
            Assert.That(chain.Sealed.LabelsUsed(Chain.Items).Positions, Is.EqualTo(new[] { 0, 1, 6 }));
            Assert.That(chain.Sealed.LabelsUsedByOthers(evaluations[2], Chain.Items).Positions, Is.EqualTo(new[] { 0, 1 }));
            Assert.That(chain.Sealed.LabelsUsedByOthers(evaluations[1], Chain.Items).Positions, Is.EqualTo(new[] { 0, 1, 6 }));
        }
    }

    [Test]
    public void LabelsCharged_WhereOnlyTheirNumberIsKnown_CountsItInFull()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(), mayUse: [0, 1]);
        chain.Open(Chain.Policy(), mayUse: [1, 2, 3, 4], limit: 3);
        chain.Open(Chain.Policy(), mayUse: [0, 1, 9], limit: 3);
        var charge = chain.Sealed.LabelsCharged(Chain.Items);
        Assert.That((charge.Set.Positions, charge.More, charge.Count), Is.EqualTo((new[] { 0, 1 }, 3 + 1, 6)), "of the last set only 9 can be new");
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
            Assert.That(() => chain.Account.CheckPinned(policy), Throws.Nothing);
            AssertProblem(chain, policy with { Adaptivity = Adaptivity.FirstChange }, "MCI4005", "gate.adaptivity is 'first-change'", "'full'");
            AssertProblem(chain, policy with { Accounting = AccountingScheme.Universal }, "MCI4005", "gate.accounting");
            AssertProblem(chain, policy with { Steps = 5 }, "MCI4005", "gate.steps is '5'", "'4'");
            AssertProblem(chain, policy with { Steps = null }, "MCI4005", "gate.steps is 'none'");
            AssertProblem(chain, policy with { Reliability = 0.999 }, "MCI4005", "gate.reliability is '0.999'", "'0.99'");
        }
    }

    [Test]
    public void DifferenceFrom_AnyPart_IsNamed()
    {
        var pin = Chain.TestSet;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pin.DifferenceFrom(pin with { Classes = [.. pin.Classes] }), Is.Null);
            Assert.That((pin with { Digest = "x" }).DifferenceFrom(pin), Does.Contain("items were changed"));
            Assert.That((pin with { Items = 51 }).DifferenceFrom(pin), Does.Contain("50 items and has 51"));
            Assert.That((pin with { Order = "x" }).DifferenceFrom(pin), Does.Contain("order"));
            Assert.That((pin with { Key = "x" }).DifferenceFrom(pin), Does.Contain("key"));
            Assert.That((pin with { Name = "x" }).DifferenceFrom(pin), Does.Contain("'set'"));
            Assert.That((pin with { Classes = ["a", "c", "b"] }).DifferenceFrom(pin), Does.Contain("classes"));
        }
    }

    [Test]
    public void CheckPinned_Universal_LetsStepsAndReliabilityChange()
    {
        var chain = new Chain();
        chain.Open(Chain.Policy());
        Assert.That(() => chain.Account.CheckPinned(Chain.Policy(steps: null, reliability: 0.9, feedback: Feedback.Estimates)), Throws.Nothing);
        Assert.That(() => new Chain().Account.CheckPinned(Chain.Policy(adaptivity: Adaptivity.None)), Throws.Nothing);
    }

    private static void AssertProblem(Chain chain, GatePolicy policy, string code, params string[] words)
    {
        var problem = Assert.Throws<ModelCIException>(() => chain.Account.CheckPinned(policy))!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo(code));
        foreach (var word in words) Assert.That(problem.What, Does.Contain(word));
    }
}
