using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Simulation;

internal sealed class PopulationTests
{
    [TestCase(0.8, 0.1, 0.06, 0.04, 0)]
    [TestCase(0.2, 0.2, 0.2, 0.2, 0.2)]
    [TestCase(1, 0, 0, 0, 0)]
    [TestCase(0.0, 0.0, 0.0, 0.0, 1)]
    [TestCase(1e-9, 1 - 1e-9, 0, 0, 0)]
    [TestCase(0.001, 0.002, 0.003, 0.004, 0.99)]
    public void Draw_EquallySpacedNumbers_HitKindsByTheirShares(double right, double wrong, double candidate, double baseline, double differ)
    {
        const int Draws = 1 << 20;
        var population = Population.OfCells(3, right, wrong, candidate, baseline, differ);
        var hits = Enumerable.Range(0, Draws).Select(i => population.Draw(((ulong)i << 44) + (1UL << 43))).CountBy(kind => kind).ToDictionary();
        foreach (var kind in population.Kinds)
            Assert.That((double)hits.GetValueOrDefault(kind) / Draws, Is.EqualTo(kind.Share).Within(6.0 / Draws));
    }

    [Test]
    public void Draw_Ends_AreKinds()
    {
        var population = Population.OfCells(3, 0.3, 0.3, 0.2, 0.1, 0.1);
        Assert.That(population.Draw(0), Is.AnyOf([.. population.Kinds]));
        Assert.That(population.Draw(ulong.MaxValue), Is.AnyOf([.. population.Kinds]));
    }

    [Test]
    public void OfCells_KindsFallIntoTheirCells()
    {
        double[] shares = [0.4, 0.3, 0.15, 0.1, 0.05];
        var population = Population.OfCells(3, shares);
        foreach (var kind in population.Kinds) Assert.That(kind.Share, Is.EqualTo(shares[(int)Cells.Of(kind.Prediction, kind.Label)]).Within(1e-15));
    }

    [Test]
    public void Constructor_BadArguments_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Population.OfCells(3, 0.5, 0.4, 0, 0, 0), Throws.ArgumentException);
            Assert.That(() => Population.OfCells(3, 1.5, -0.5, 0, 0, 0), Throws.ArgumentException);
            Assert.That(() => Population.OfCells(3, double.NaN, 1, 0, 0, 0), Throws.ArgumentException);
            Assert.That(() => Population.OfCells(3, 1, 0), Throws.ArgumentException);
            Assert.That(() => Population.OfCells(2, 0.5, 0, 0, 0, 0.5), Throws.ArgumentException);
            Assert.That(() => new Population([new ItemKind(new PairedPrediction(0, 2), 0, 1)], 2), Throws.ArgumentException);
        }
    }
}
