using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

internal sealed class CellTests
{
    [TestCase(0, 0, 0, Cell.BothRight)]
    [TestCase(1, 1, 0, Cell.BothWrongSame)]
    [TestCase(0, 1, 0, Cell.OnlyCandidateRight)]
    [TestCase(1, 0, 0, Cell.OnlyBaselineRight)]
    [TestCase(1, 2, 0, Cell.BothWrongDiffer)]
    public void Of_PredictionsAndLabel_GivesTheCell(int candidate, int baseline, int label, Cell expected) =>
        Assert.That(Cells.Of(new PairedPrediction(candidate, baseline), label), Is.EqualTo(expected));

    // Whether an item costs a label: agreeing with 3 classes, disagreeing with 3, agreeing with 2, disagreeing with 2.
    [TestCase("n - o > 0 +/- 0.01", false, true, false, true)]
    [TestCase("n > 0.8 +/- 0.01", true, true, true, true)]
    [TestCase("o > 0.8 +/- 0.01", true, true, true, true)]
    [TestCase("d < 0.2 +/- 0.01", false, false, false, false)]
    [TestCase("n + o > 1.5 +/- 0.01", true, true, true, false)]
    [TestCase("2 * n - o > 0.5 +/- 0.01", true, true, true, true)]
    [TestCase("n - o + d > 0 +/- 0.01", false, true, false, true)]
    [TestCase("n + o + d > 1 +/- 0.01", true, true, true, false)]
    [TestCase("n - 0.5 * o > 0 +/- 0.01", true, true, true, true)]
    public void Free_CostsALabel_OnlyWhereTheLabelCanChangeTheScore(string clause, bool agree, bool differ, bool agreeOfTwo, bool differOfTwo)
    {
        var score = Parse.Score(clause);
        bool Costs(PairedPrediction prediction, int classes) => score.Free(classes).Of(prediction) == FreeOutcomes.NeedsLabel;
        PairedPrediction agreeing = new(1, 1), differing = new(1, 0);
        Assert.That(
            new[] { Costs(agreeing, 3), Costs(differing, 3), Costs(agreeing, 2), Costs(differing, 2) },
            Is.EqualTo(new[] { agree, differ, agreeOfTwo, differOfTwo }));
    }
}
