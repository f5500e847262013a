using ModelCI.Core.Gating;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

internal sealed class TaggedPredictionsTests
{
    [Test]
    public void Read_TagsAndNone_AddsWhatIsGiven()
    {
        var plain = new WholePredictions([3, 4], [5, 6], [7, 8], position => (uint)position + 9, [11, 12], [13, 14]);
        var tagged = new TaggedPredictions(plain, position => (ulong)position, position => 100 + (uint)position);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Read(1), Is.EqualTo(new PairedPrediction(4, 6, 8, 10, 12, 14)));
            Assert.That(tagged.Read(1), Is.EqualTo(new PairedPrediction(4, 6, 1, 101, 12, 14)));
            Assert.That(new TaggedPredictions(plain, null, null).Read(1), Is.EqualTo(plain.Read(1)));
            Assert.That((tagged.Count, tagged.IsWhole), Is.EqualTo((2, true)));
        }
    }

    [Test]
    public void Read_OneModel_StandsForBoth() => Assert.That(
        new WholePredictions([3, 4], null, candidateRankings: [1, 2]).Read(1), Is.EqualTo(new PairedPrediction(4, 4, 0, 0, 2, 2)));

    [Test]
    public void Create_OtherLengths_IsRefused()
    {
        Assert.That(() => new WholePredictions([1, 2], [1]), Throws.ArgumentException);
        Assert.That(() => new WholePredictions([1, 2], null, [1]), Throws.ArgumentException);
        Assert.That(() => new WholePredictions([1, 2], null, candidateRankings: [1]), Throws.ArgumentException);
        Assert.That(() => new WholePredictions([1, 2], null, baselineRankings: [1, 2, 3]), Throws.ArgumentException);
    }
}
