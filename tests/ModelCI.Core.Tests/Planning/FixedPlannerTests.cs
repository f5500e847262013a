using ModelCI.Core.Configuration;
using ModelCI.Core.Planning;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Planning;

internal sealed class FixedPlannerTests
{
    [Test]
    public void Plan_EveryMethodIsListedInOrder() =>
        Assert.That(FixedPlanner.Plan(Request("n > 0.9 +/- 0.05")).Select(plan => plan.Method), Is.EqualTo(Enum.GetValues<FixedMethod>()));

    [Test]
    public void Plan_Loss_IsSizedByItsRange()
    {
        var request = Request("2 * loss(n) - loss(o) < 0 +/- 0.1");
        long? Labels(LossSettings? loss) => FixedPlanner.Plan(request with { Loss = loss }, FixedMethod.Hoeffding).Labels;
        var level = SignificanceLevel.Of(0.01);
        Assert.That(Labels(null), Is.EqualTo(HoeffdingSize.LinearForm([2, 1], 0.1, level)));
        Assert.That(Labels(new LossSettings(LossKind.Squared, 0.5, 3.5)), Is.EqualTo(HoeffdingSize.LinearForm([6, 3], 0.1, level)));
    }

    [Test]
    public void Plan_ClauseOnDisagreement_CostsItemsAndNoLabels()
    {
        foreach (var method in new[] { FixedMethod.Hoeffding, FixedMethod.Exact })
        {
            var plan = FixedPlanner.Plan(Request("d < 0.1 +/- 0.02"), method);
            Assert.That(plan.Labels, Is.Zero);
            Assert.That(plan.Items, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void Plan_Conjunction_IsTheLargestClauseAtItsShareOfTheLevel()
    {
        var both = FixedPlanner.Plan(Request("n > 0.9 +/- 0.05 /\\ o < 0.9 +/- 0.02"), FixedMethod.Hoeffding);
        var alpha = SignificanceLevel.Of(0.01).DividedBy(2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(both.Clauses.Select(clause => clause.Labels),
                Is.EqualTo(new[] { HoeffdingSize.OneVariable(1, 0.05, alpha), HoeffdingSize.OneVariable(1, 0.02, alpha) }));
            Assert.That(both.Labels, Is.EqualTo(both.Clauses[1].Labels));
        }
    }

    [TestCase("n - o > 0 +/- 0.01 /\\ d < 0.08 +/- 0.01")]
    [TestCase("d < 0.08 +/- 0.01 /\\ o - n < 0 +/- 0.01")]
    [TestCase("2 * d < 0.16 +/- 0.02 /\\ 3 * n - 3 * o > 0 +/- 0.03")]
    [TestCase("-1 * d > -0.08 +/- 0.01 /\\ n - o > 0.5 +/- 0.01")]
    public void Bennett_FirstPattern_InAnySpelling(string condition)
    {
        var plan = FixedPlanner.Plan(Request(condition), FixedMethod.Bennett);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Labels, Is.EqualTo(BennettSize.Tested(0.1, 0.01, SignificanceLevel.Of(0.01))));
            Assert.That(plan.Assumptions.Disagreement, Is.EqualTo(0.1).Within(1e-15));
            Assert.That(plan.Clauses, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void Bennett_FurtherClauses_SplitTheLevelByParts()
    {
        var plan = FixedPlanner.Plan(Request("n - o > 0 +/- 0.01 /\\ d < 0.08 +/- 0.01 /\\ n > 0.5 +/- 0.1"), FixedMethod.Bennett);
        var half = SignificanceLevel.Of(0.01).DividedBy(2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Labels, Is.EqualTo(BennettSize.Tested(0.1, 0.01, half)));
            Assert.That(plan.Clauses.Select(clause => clause.Labels),
                Is.EqualTo(new[] { BennettSize.Tested(0.1, 0.01, half), HoeffdingSize.OneVariable(1, 0.1, half) }));
            // The clause on n needs labels of agreements too.
            Assert.That(plan.ActiveLabelsPerRun, Is.Null);
        }
    }

    [Test]
    public void Bennett_DifferenceAlone_NeedsADisagreement()
    {
        var request = Request("n - o > 0 +/- 0.01");
        var without = FixedPlanner.Plan(request, FixedMethod.Bennett);
        Assert.That(without.Applies, Is.False);
        Assert.That(without.WhyNot, Does.Contain("--disagreement"));
        var known = FixedPlanner.Plan(request with { Disagreement = 0.1 }, FixedMethod.Bennett);
        Assert.That(known.Labels, Is.EqualTo(BennettSize.Known(0.1, 0.01, SignificanceLevel.Of(0.01))));
    }

    [Test]
    public void Bennett_MeasuredDisagreement_HasASampleOfUnlabelledItems()
    {
        var alpha = SignificanceLevel.Of(0.01);
        Assert.That(BennettPlanner.DisagreementSample(0.01, alpha), Is.EqualTo(HoeffdingSize.OneVariable(1, 0.02, SignificanceLevel.Of(0.005))));
    }

    [Test]
    public void Bennett_AccuracyNearOne_CoarseAndFineSample()
    {
        var alpha = SignificanceLevel.Of(0.01);
        var plan = FixedPlanner.Plan(Request("n > 0.97 +/- 0.01"), FixedMethod.Bennett);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Labels, Is.EqualTo(BennettPlanner.CoarseSample(0.01, alpha) + BennettSize.Tested(0.05, 0.01, alpha)));
            Assert.That(plan.Labels, Is.LessThan(HoeffdingSize.OneVariable(1, 0.01, alpha)));
            Assert.That(plan.Assumptions.Accuracy, Is.EqualTo(0.97));
            Assert.That(FixedPlanner.Plan(Request("n > 0.9 +/- 0.01") with { Accuracy = 0.97 }, FixedMethod.Bennett).Labels, Is.EqualTo(plan.Labels));
            Assert.That(FixedPlanner.Plan(Request("n > 0.6 +/- 0.01"), FixedMethod.Bennett).WhyNot, Does.Contain("near 1"));
        }
    }

    [Test]
    public void Exact_Difference_SplitsToleranceAndLevel() =>
        Assert.That(FixedPlanner.Plan(Request("n - o > 0 +/- 0.1"), FixedMethod.Exact).Labels,
            Is.EqualTo(ExactSize.TwoSided(new DecimalFraction(1, 20), SignificanceLevel.Of(0.005))));

    [TestCase("recall(n, cat) > 0.9 +/- 0.01", "its class|class is")]
    [TestCase("f1(n, cat) > 0.9 +/- 0.01", "labels show")]
    [TestCase("n > 0.9 +/- 0", "tolerance of 0")]
    [TestCase("n[a] - o[b] > 0 +/- 0.1", "different slices")]
    [TestCase("precision(n, cat) - precision(o, cat) > 0 +/- 0.1", "different denominators")]
    public void Plan_UnsizedClause_SaysWhy(string condition, string why)
    {
        foreach (var plan in FixedPlanner.Plan(Request(condition)))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(plan.Applies, Is.False);
                Assert.That(plan.WhyNot, Does.Match(why));
                Assert.That((plan.Labels, plan.Items), Is.EqualTo(((long?)null, (long?)null)));
            }
        }
    }

    [TestCase("n[women] > 0.9 +/- 0.05")]
    [TestCase("precision(n, cat) > 0.9 +/- 0.05")]
    public void Plan_ActiveItemsOnly_KnowsLabelsButNotItems(string condition)
    {
        var plan = FixedPlanner.Plan(Request(condition), FixedMethod.Hoeffding);
        Assert.That(plan.Labels, Is.EqualTo(HoeffdingSize.OneVariable(1, 0.05, SignificanceLevel.Of(0.01))));
        Assert.That(plan.Items, Is.Null);
    }

    [Test]
    public void Plan_Loss_HasNoExactSize()
    {
        var plans = FixedPlanner.Plan(Request("loss(n) < 0.1 +/- 0.01"));
        Assert.That(plans.Single(plan => plan.Method == FixedMethod.Exact).WhyNot, Does.Contain("loss"));
        Assert.That(plans.Single(plan => plan.Method == FixedMethod.Hoeffding).Applies, Is.True);
    }

    [Test]
    public void Plan_AbsurdTolerances_NeitherOverflowNorHang()
    {
        foreach (var epsilon in new[] { "1e-300", "1e-10", "0.9", "1", "50" })
        {
            foreach (var plan in FixedPlanner.Plan(Request($"n - o > 0 +/- {epsilon}") with { Disagreement = 0.1 }))
                Assert.That(plan.Applies ? plan.Labels >= 1 : plan.WhyNot!.Length > 0, Is.True);
        }
    }

    [Test]
    public void Request_OutOfRange_IsRefused()
    {
        var condition = Parse.Condition("n > 0.9 +/- 0.1");
        Assert.That(() => FixedPlanRequest.Paper(condition, 1, 1, Adaptivity.None), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => FixedPlanRequest.Paper(condition, 0.9, 0, Adaptivity.None), Throws.InstanceOf<ArgumentOutOfRangeException>());
        var request = Request("n - o > 0 +/- 0.1");
        Assert.That(() => FixedPlanner.Plan(request with { Disagreement = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => FixedPlanner.Plan(request with { Accuracy = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => HoeffdingSize.OneVariable(0, 0.1, request.Alpha), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => BennettSize.Known(0.1, 0, request.Alpha), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => BennettSize.Known(1.1, 0.1, request.Alpha), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static FixedPlanRequest Request(string condition)
    {
        var level = SignificanceLevel.Of(0.01);
        return new FixedPlanRequest(Parse.Condition(condition), level, level);
    }
}
