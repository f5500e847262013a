using ModelCI.Core.Accounting;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class AlphaSpendingTests
{
    [Test]
    public void Share_PlannedSteps_IsEqualAndSpendsAll([Values(1, 2, 7, 32, 1000)] int steps)
    {
        var spent = 0.0;
        for (var step = 1; step <= steps; step++)
        {
            var share = AlphaSpending.Share(step, steps, spent);
            Assert.That(share, Is.EqualTo(1.0 / steps).Within(1e-12));
            spent += share;
        }
        Assert.That(spent, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Share_AnyEditsOfSteps_NeverSpendsMoreThanAll()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 500; trial++)
        {
            var spent = 0.0;
            for (var step = 1; step <= 40; step++)
            {
                int? steps = random.Next(3) == 0 ? null : step + random.Next(20);
                spent += AlphaSpending.Share(step, steps, spent);
                Assert.That(spent, Is.LessThanOrEqualTo(1 + 1e-12));
            }
        }
    }

    [Test]
    public void Share_OpenEnded_IsTheTelescopingSeries()
    {
        var spent = 0.0;
        for (var step = 1; step <= 100_000; step++) spent += AlphaSpending.Share(step, null, spent);
        Assert.That(spent, Is.EqualTo(1 - (1 / 100_001.0)).Within(1e-9));
    }

    [Test]
    public void Share_StepOutsideThePlan_IsRefused()
    {
        Assert.That(() => AlphaSpending.Share(0, 3, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => AlphaSpending.Share(4, 3, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // Reserved before, budget, per run, expected. The test set has 50 items.
    [TestCase(0, null, null, 50)]
    [TestCase(0, null, 10, 10)]
    [TestCase(45, null, 10, 50)]
    [TestCase(0, 30, null, 30)]
    [TestCase(0, 30, 20, 20)]
    [TestCase(20, 30, 20, 30)]
    [TestCase(0, 500, 400, 50)]
    [TestCase(40, 30, 10, 40)]
    [TestCase(40, 30, int.MaxValue, 40)]
    public void After_OneMoreOpening_IsAnUpperBoundOfLabelsUsed(int before, int? budget, int? perRun, int expected) =>
        Assert.That(LabelReserve.After(before, budget, perRun, Chain.Items), Is.EqualTo(new LabelReserve(budget, perRun, expected)));
}
