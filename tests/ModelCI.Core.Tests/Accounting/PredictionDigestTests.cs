using ModelCI.Core.Accounting;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>Golden digests are from another implementation of SHA-256 over the bytes that the documentation describes.</summary>
internal sealed class PredictionDigestTests
{
    private static readonly string[] Ids = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "é", "item 10"];
    private static readonly ReadingOrder Order = ReadingOrder.OfUnsealed(Ids);
    private static readonly PredictionTask Classification = new(new ClassList(["a", "b", "c"]));

    [Test]
    public void Of_ClassesAlone_IsWhatItWasInEarlierVersions() => Assert.That(
        Digest(Predictions(), Classification), Is.EqualTo("827d3d98b5898119fb8358c6f6df927a6a0a0c08563ba5ad3ba8d9dfee20938d"));

    [Test]
    public void Of_NumbersAndSlices_IsKnownAndKnowsNoIndices()
    {
        const string golden = "b365ec3abb327536297e357cc887ea7dfcebb470080b4ee2b4ec9b53377e2a4c";
        Assert.That(Digest(Numbers([0.5, -1, 2]), Regression(0.5, -1, 2), 1, 0), Is.EqualTo(golden));
        // Other indices, because labels were met first.
        Assert.That(Digest(Numbers([17, 0.5, -1, 2], shift: 1), Regression(17, 0.5, -1, 2), 1, 0), Is.EqualTo(golden));
        Assert.That(Digest(Numbers([0.5, -1, 2]), Regression(Math.BitIncrement(0.5), -1, 2), 1, 0), Is.Not.EqualTo(golden));
    }

    [Test]
    public void Of_Rankings_IsKnown()
    {
        var rankings = new RankingTable(2);
        int[] Add(Func<int, int[]> ranking) => [.. Enumerable.Range(0, Ids.Length).Select(position => rankings.Add(ranking(position)))];
        var candidate = Add(position => [position % 3, (position + 1) % 3]);
        var baseline = Add(position => [position % 2, 2]);
        var predictions = new WholePredictions(Modulo(3), Modulo(2), candidateRankings: candidate, baselineRankings: baseline);
        Assert.That(
            Digest(predictions, Classification with { Rankings = rankings }), Is.EqualTo("466ef9462e066275593ccba46b26c3c98b6265ca02d0f46117aa8546bf8836ba"));
    }

    [Test]
    public void Of_OtherSlices_Differs()
    {
        var slices = Enumerable.Range(0, Ids.Length).Select(position => (ulong)(position % 8)).ToArray();
        var digest = Digest(Predictions(slices), Classification, 0, 1);
        Assert.That(digest, Is.Not.EqualTo(Digest(Predictions(), Classification, 0, 1)).And.Not.EqualTo(Digest(Predictions(), Classification)));
        // What no clause speaks of may change, and the declaration's order too.
        Assert.That(Digest(Predictions([.. slices.Select(bits => bits & 3)]), Classification, 0, 1), Is.EqualTo(digest));
        Assert.That(Digest(Predictions([.. slices.Select(bits => (bits & 1) << 5 | (bits & 2) >> 1)]), Classification, 5, 0), Is.EqualTo(digest));
        slices[3] ^= 2;
        Assert.That(Digest(Predictions(slices), Classification, 0, 1), Is.Not.EqualTo(digest));
    }

    [Test]
    public void Of_IdsLongerThanABuffer_AreHashedWhole()
    {
        string[] Long(char last) => [new string('x', 100_000) + last, "b"];
        string Of(string[] ids) => PredictionDigest.Of(ids, ReadingOrder.OfUnsealed(["0", "1"]), new WholePredictions([0, 1], null), Classification, []);
        Assert.That(Of(Long('a')), Is.Not.EqualTo(Of(Long('b'))));
    }

    private static string Digest(IPairedPredictions predictions, PredictionTask task, params int[] sliceBits) =>
        PredictionDigest.Of(Ids, Order, predictions, task, sliceBits);

    private static int[] Modulo(int divisor, int shift = 0) => [.. Enumerable.Range(0, Ids.Length).Select(position => (position % divisor) + shift)];

    private static WholePredictions Predictions(ulong[]? slices = null) => new(Modulo(3), Modulo(2), slices);

    private static WholePredictions Numbers(double[] table, int shift = 0)
    {
        Assert.That(table, Has.Length.GreaterThan(2 + shift));
        return new WholePredictions(Modulo(3, shift), Modulo(2, shift), [.. Modulo(4).Select(bits => (ulong)bits)]);
    }

    private static PredictionTask Regression(params double[] numbers)
    {
        var table = new NumberTable();
        foreach (var number in numbers) table.IndexOf(number);
        return new PredictionTask(ClassList.None, table);
    }
}
