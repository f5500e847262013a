using ModelCI.Core.Configuration;
using ModelCI.Core.Planning;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Planning;

/// <summary>The numbers that Renggli et al. (2019) print, and those that statistics.md section 4 derives from their formulas.</summary>
internal sealed class PaperNumbersTests
{
    private const string Tested = "d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01";

    [TestCase("n > 0.9 +/- 0.1", Adaptivity.None, ExpectedResult = 404)]
    [TestCase("n > 0.9 +/- 0.1", Adaptivity.FirstChange, ExpectedResult = 404)]
    [TestCase("n > 0.9 +/- 0.1", Adaptivity.Full, ExpectedResult = 1340)]
    [TestCase("n - o > 0 +/- 0.1", Adaptivity.None, ExpectedResult = 1753)]
    [TestCase("n - o > 0 +/- 0.1", Adaptivity.Full, ExpectedResult = 5496)]
    [TestCase("2 * n - 2 * o > 0 +/- 0.2", Adaptivity.None, ExpectedResult = 1753)]
    public long? Hoeffding_ThirtyTwoSteps(string condition, Adaptivity adaptivity) =>
        Plan(condition, 0.99, 32, adaptivity, FixedMethod.Hoeffding).Labels;

    [TestCase(Adaptivity.None, ExpectedResult = 29048)]
    [TestCase(Adaptivity.Full, ExpectedResult = 67706)]
    public long? Bennett_TestedDisagreement(Adaptivity adaptivity) => Plan(Tested, 0.9999, 32, adaptivity, FixedMethod.Bennett).Labels;

    [Test]
    public void Bennett_TestedDisagreement_ActiveLabels()
    {
        var plan = Plan(Tested, 0.9999, 32, Adaptivity.None, FixedMethod.Bennett);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.ActiveLabelsPerRun, Is.EqualTo(2189));
            Assert.That(plan.ActiveLabelsAtAlpha, Is.EqualTo(2905));
            Assert.That(plan.Assumptions.Disagreement, Is.EqualTo(0.1));
            // The test of d reads more items than the test of n - o, none of them labelled.
            Assert.That(plan.Items, Is.EqualTo(66847));
        }
    }

    [TestCase("0.02", Adaptivity.None, FixedMethod.Hoeffding, ExpectedResult = 44269)]
    [TestCase("0.02", Adaptivity.Full, FixedMethod.Hoeffding, ExpectedResult = 58799)]
    [TestCase("0.02", Adaptivity.None, FixedMethod.Bennett, ExpectedResult = 4713)]
    [TestCase("0.022", Adaptivity.Full, FixedMethod.Bennett, ExpectedResult = 5204)]
    public long? SectionFive_SevenSteps(string epsilon, Adaptivity adaptivity, FixedMethod method) =>
        Plan($"n - o > 0 +/- {epsilon}", 0.998, 7, adaptivity, method, 0.1).Labels;

    [Test]
    public void Exact_TwoSided_HoldsForGood() =>
        Assert.That(Plan("n > 0.9 +/- 0.05", 0.999, 1, Adaptivity.None, FixedMethod.Exact).Labels, Is.EqualTo(1100));

    private static FixedPlan Plan(
        string condition, double reliability, int steps, Adaptivity adaptivity, FixedMethod method, double? disagreement = null) =>
        FixedPlanner.Plan(FixedPlanRequest.Paper(Parse.Condition(condition), reliability, steps, adaptivity) with { Disagreement = disagreement }, method);
}
