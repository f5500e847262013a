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

    [Test]
    public void Feasible_EveryPairAndLabel_ListsExactlyWhatCanOccur([Values(2, 3, 4)] int classes)
    {
        foreach (var disagree in new[] { false, true })
        {
            var occurring = from candidate in Enumerable.Range(0, classes)
                            from baseline in Enumerable.Range(0, classes)
                            where candidate != baseline == disagree
                            from label in Enumerable.Range(0, classes)
                            select Cells.Of(new PairedPrediction(candidate, baseline), label);
            Assert.That(Cells.Feasible(disagree, classes), Is.EquivalentTo(occurring.Distinct()));
        }
    }

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
    public void FreeIndex_CostsALabel_OnlyWhereTheLabelCanChangeTheScore(string clause, bool agree, bool differ, bool agreeOfTwo, bool differOfTwo)
    {
        var score = Parse.Score(clause);
        Assert.That(
            new[] { score.FreeIndex(false, 3) < 0, score.FreeIndex(true, 3) < 0, score.FreeIndex(false, 2) < 0, score.FreeIndex(true, 2) < 0 },
            Is.EqualTo(new[] { agree, differ, agreeOfTwo, differOfTwo }));
    }
}
