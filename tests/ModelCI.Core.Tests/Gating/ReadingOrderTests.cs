using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

internal sealed class ReadingOrderTests
{
    private static readonly string[] Ids = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "é", "item 10"];

    // The public order is a promise to every ledger ever written: computed once with another implementation of HMAC-SHA256.
    private static readonly int[] Golden = [7, 1, 6, 0, 4, 9, 8, 5, 11, 3, 2, 10];

    private static readonly int[] GoldenOfKey = [8, 3, 10, 4, 0, 7, 9, 1, 2, 11, 6, 5];

    [Test]
    public void OfUnsealed_KnownIds_IsTheKnownPermutation() => Assert.That(ReadingOrder.OfUnsealed(Ids).Rows, Is.EqualTo(Golden));

    [Test]
    public void OfUnsealed_OtherFileOrder_ReadsTheSameItems()
    {
        var expected = ReadingOrder.OfUnsealed(Ids).Rows.Select(row => Ids[row]);
        var shuffled = Ids.ToArray();
        new Random(4).Shuffle(shuffled);
        Assert.That(ReadingOrder.OfUnsealed(shuffled).Rows.Select(row => shuffled[row]), Is.EqualTo(expected));
    }

    [Test]
    public void OfUnsealed_MoreItems_KeepTheirRelativeOrder()
    {
        // What `extend` builds on: old items do not overtake each other.
        var all = ReadingOrder.OfUnsealed(Ids).Rows.Select(row => Ids[row]).Where(id => id.Length == 1 && id[0] < 'a');
        Assert.That(ReadingOrder.OfUnsealed(Ids[..10]).Rows.Select(row => Ids[row]), Is.EqualTo(all));
    }

    [Test]
    public void Of_ASecret_IsAnOrderOfItsOwn()
    {
        var order = ReadingOrder.Of(Ids, Pools.Key);
        Assert.That(order.Rows, Is.EqualTo(GoldenOfKey));
        Assert.That(order.Commitment, Is.EqualTo("6d44ba9452a3a56f6015e60c6f1a6616"));
        Assert.That(ReadingOrder.Of(Ids, Pools.OtherKey).Rows, Is.Not.EqualTo(order.Rows));
        Assert.That(ReadingOrder.Of(Ids, Pools.OtherKey).Commitment, Is.Not.EqualTo(order.Commitment));
        Assert.That(ReadingOrder.OfUnsealed(Ids).Commitment, Is.EqualTo(ReadingOrder.Public));
        Assert.That(() => ReadingOrder.Of(Ids, Pools.Key.AsSpan(1)), Throws.ArgumentException);
    }

    // Golden as the orders are, from bytes 17 to 20 of the same hashes.
    [Test]
    public void NoiseAt_KnownIds_IsKnownAndBelongsToTheItem()
    {
        var order = ReadingOrder.OfUnsealed(Ids);
        Assert.That(Noise(order), Is.EqualTo(new uint[]
        {
            3696336490, 2512527940, 4011210245, 1551376481, 733512172, 3197917673, 1214389607, 3196393728, 429712012, 1308038961, 2959369869, 2425716939,
        }));
        Assert.That(Noise(ReadingOrder.Of(Ids, Pools.Key)).Take(3), Is.EqualTo(new uint[] { 1054109563, 2049154589, 1621210486 }));
        string[] shuffled = [.. Ids.Reverse()];
        Assert.That(Noise(ReadingOrder.OfUnsealed(shuffled)), Is.EqualTo(Noise(order)), "file order");
        var extended = ReadingOrder.OfUnsealed(Ids, row => row % 2);
        Assert.That(Noise(extended).Zip(extended.Rows), Is.EquivalentTo(Noise(order).Zip(order.Rows)), "later items");
    }

    // More items than are hashed at a time: mean and order are as those of independent uniform numbers.
    [Test]
    public void NoiseAt_ManyItems_IsUniformAndKnowsNothingOfTheOrder()
    {
        const int count = 100_000;
        var noise = Noise(ReadingOrder.OfUnsealed([.. Enumerable.Range(0, count).Select(row => $"{row}")])).Select(bits => bits / 4294967296.0).ToArray();
        // Standard errors: 0.29/sqrt(n), and 1/sqrt(n) for a correlation.
        Assert.That(noise.Average(), Is.EqualTo(0.5).Within(5 * 0.29 / Math.Sqrt(count)));
        var correlation = noise.Select((value, position) => 12 * (value - 0.5) * (((double)position / count) - 0.5)).Average();
        Assert.That(correlation, Is.Zero.Within(5 / Math.Sqrt(count)));
    }

    private static uint[] Noise(ReadingOrder order) => [.. Enumerable.Range(0, order.Rows.Count).Select(order.NoiseAt)];

    [Test]
    public void Of_AddedItems_ComeBehindAllOlderOnes([Values] bool isSealed)
    {
        // Odd rows were there first, then the rows 2, 6, 10, then the rest.
        static int Generation(int row) => row % 2 == 1 ? 0 : row % 4 == 2 ? 1 : 2;
        ReadingOrder Order(string[] ids, Func<int, int>? generation) => isSealed ? ReadingOrder.Of(ids, Pools.Key, generation) : ReadingOrder.OfUnsealed(ids, generation);
        string[] Read(ReadingOrder order, string[] ids) => [.. order.Rows.Select(row => ids[row])];
        string[] Of(int generation) => [.. Ids.Where((_, row) => Generation(row) == generation)];
        var all = Read(Order(Ids, Generation), Ids);
        Assert.That(all, Is.EqualTo(new[] { Of(0), Of(1), Of(2) }.SelectMany(ids => Read(Order(ids, null), ids))));
    }

    [Test]
    public void Read_OrderedLabels_FollowTheOrder()
    {
        var order = ReadingOrder.OfUnsealed(Ids);
        var labels = new LabelBook(new ClassList(Ids), [.. Enumerable.Range(0, Ids.Length)]);
        var ordered = new OrderedLabels(labels, order);
        Assert.That(Enumerable.Range(0, Ids.Length).Select(ordered.Read), Is.EqualTo(order.Rows));
    }
}
