using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

/// <summary>
/// The proof obligation itself, without simulation: at every node of the tree of all paths the expected wealth after one more item is at most
/// the wealth, under every null distribution.
/// </summary>
internal sealed class SupermartingaleTests
{
    private const int Depth = 8;
    private const double Rounding = 1e-12;

    // Clause, null of the turned metric, refusing side, zone, classes. Refusals and mirrored clauses change the sign of the score.
    [TestCase("n - o > 0 +/- 0.01", 0, false, 0.02, 3)]
    [TestCase("n - o > 0 +/- 0.01", 0.02, true, 0.02, 3)]
    [TestCase("n - o > 0.02 +/- 0.1", 0.02, false, 0.2, 2)]
    [TestCase("n - o > -0.3 +/- 0.2", -0.3, false, 0.4, 3)]
    [TestCase("n > 0.8 +/- 0.05", 0.8, false, 0.1, 3)]
    [TestCase("n > 0.8 +/- 0.05", 0.9, true, 0.1, 3)]
    [TestCase("n > 0.99 +/- 0", 0.99, false, 0, 3)]
    [TestCase("d < 0.1 +/- 0.02", -0.1, false, 0.04, 3)]
    [TestCase("d < 0.1 +/- 0.02", -0.06, true, 0.04, 3)]
    [TestCase("2 * n - o + d > 0.5 +/- 0.05", 0.5, false, 0.1, 3)]
    [TestCase("2 * n - o + d > 0.5 +/- 0.05", 0.6, true, 0.1, 3)]
    [TestCase("2 * n - o > 0.5 +/- 0.25", 0.5, false, 0.5, 2)]
    [TestCase("0.3 * n + 0.7 * o - 0.2 * d > 0.4 +/- 0.1", 0.4, false, 0.2, 3)]
    [TestCase("n + o > 1.5 +/- 0.1", 1.5, false, 0.2, 2)]
    public void Observe_AnyNullDistribution_ExpectedWealthNeverGrows(string clause, double turnedNull, bool refusing, double zone, int classes)
    {
        var model = new CellModel(clause, turnedNull, refusing, classes);
        var nodes = new WealthTree(model.Scores, zone, model.Indices, model.CostsALabel, Depth);
        AssertSupermartingale(nodes, NullVertices.Of(model.ScoreByOutcome));
    }

    // The proof may not hang on the flag: whatever function of the item it is, bets stay predictable.
    [TestCase(false, false, false)]
    [TestCase(true, true, true)]
    [TestCase(true, false, false)]
    [TestCase(false, true, true)]
    public void Observe_AnyLabelFlags_ExpectedWealthNeverGrows(bool low, bool middle, bool high)
    {
        double[] scores = [-0.7, 0.1, 1.3];
        var nodes = new WealthTree(scores, 0.3, [0, 1, 2], [low, middle, high], Depth);
        AssertSupermartingale(nodes, NullVertices.Of(scores));
    }

    [Test]
    public void Observe_AnyLabelFlags_TwoScoresAtTheExtremes()
    {
        // One loss may take nearly all, one win may be rare: P concentrated at the edges of what the null allows.
        foreach (var scores in new double[][] { [-1e-3, 999], [-999, 1e-3], [-1, 1] })
        {
            foreach (var zone in new[] { 0, 1e-6, 0.5, 100.0 })
                AssertSupermartingale(new WealthTree(scores, zone, [0, 1], [true, false], Depth), NullVertices.Of(scores));
        }
    }

    [Test]
    public void AssertSupermartingale_WealthUnderAnAlternative_Grows()
    {
        // The check must be able to fail: mean +0.2 is no null.
        var nodes = new WealthTree([-1, 0, 1], 0.2, [0, 1, 2], [true, false, true], 4);
        Assert.That(nodes.LargestGrowth([0.2, 0.4, 0.4]), Is.GreaterThan(1 + 1e-3));
    }

    private static void AssertSupermartingale(WealthTree tree, List<double[]> nulls)
    {
        Assert.That(tree.InitialWealth, Is.EqualTo(1).Within(1e-14));
        foreach (var null0 in nulls)
            Assert.That(tree.LargestGrowth(null0), Is.LessThanOrEqualTo(1 + Rounding), $"P = {string.Join(", ", null0)}");
    }
}
