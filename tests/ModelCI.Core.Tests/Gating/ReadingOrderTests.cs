using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

internal sealed class ReadingOrderTests
{
    private static readonly string[] Ids = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "é", "item 10"];

    // The public order is a promise to every ledger ever written: computed once with another implementation of HMAC-SHA256.
    private static readonly int[] Golden = [7, 1, 6, 0, 4, 9, 8, 5, 11, 3, 2, 10];

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
    public void Read_OrderedLabels_FollowTheOrder()
    {
        var order = ReadingOrder.OfUnsealed(Ids);
        var labels = new LabelBook(new ClassList(Ids), [.. Enumerable.Range(0, Ids.Length)]);
        var ordered = new OrderedLabels(labels, order);
        Assert.That(Enumerable.Range(0, Ids.Length).Select(ordered.Read), Is.EqualTo(order.Rows));
    }
}
