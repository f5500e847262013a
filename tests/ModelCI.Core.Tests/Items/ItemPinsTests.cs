using ModelCI.Core.Items;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Items;

internal sealed class ItemPinsTests
{
    private static byte[] Key => Pools.Key;

    // A promise to every ledger ever written: computed once with Python's hmac and hashlib.
    [Test]
    public void ToBytes_OfKnownItems_IsTheSameForEver() => Assert.That(
        Convert.ToHexStringLower(ItemPins.Of(Pools.Of(true, ("a", "1"), ("b", "2"), ("\u00e9", "3")), Key).ToBytes()), Is.EqualTo(Golden));

    private const string Golden = "012445a1fe5ea6e3a6a788fcd7694ae2e678695f78b7e46e4548221ff7001ae8f95167dd15d18166a9dd6caa3522f7026fc1f06cae5601d5b843cdf220a015126996c77d0d85786f50c7cd7974e2b3832a3b79f5623e44294b7a77af6cf633c3f9";

    [Test]
    public void ToBytes_RowsInOtherOrder_IsTheSame()
    {
        var pins = ItemPins.Of(Pools.Named("a", "b", "c"), Key).ToBytes();
        Assert.That(ItemPins.Of(Pools.Named("c", "a", "b"), Key).ToBytes(), Is.EqualTo(pins));
        Assert.That(ItemPins.Of(Pools.Named("c", "a", "b"), Pools.OtherKey).ToBytes(), Is.Not.EqualTo(pins));
    }

    [Test]
    public void Parse_OfToBytes_IsTheSamePins([Values] bool hasNamedIds)
    {
        var pins = ItemPins.Of(Pools.Of(hasNamedIds, ("0", "x"), ("1", "y")), Key);
        var again = ItemPins.Parse(pins.ToBytes());
        Assert.That(again.ToBytes(), Is.EqualTo(pins.ToBytes()));
        Assert.That((again.Count, again.HasNamedIds), Is.EqualTo((2, hasNamedIds)));
    }

    [Test]
    public void Parse_OfOtherBytes_IsRefused()
    {
        var bytes = ItemPins.Of(Pools.Named("a", "b"), Key).ToBytes();
        byte[] exchanged = [bytes[0], .. bytes[33..], .. bytes[1..33]];
        byte[] doubled = [.. bytes[..33], .. bytes[1..33]];
        foreach (var wrong in new byte[][] { [], bytes[..^1], [.. bytes, 0], [2, .. bytes[1..]], exchanged, doubled })
            Assert.That(() => ItemPins.Parse(wrong), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Compare_NamesWhatChangedAndWhatCame_AndCountsWhatWent()
    {
        var pins = ItemPins.Of(Pools.Of(true, ("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")), Key);
        var now = Pools.Of(true, ("e", "5"), ("c", "3"), ("b", "changed"), ("f", "6"));
        var difference = pins.Compare(now, Key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(difference.Changed, Is.EqualTo(new[] { "b" }));
            Assert.That(difference.Added, Is.EqualTo(new[] { "e", "f" }));
            Assert.That(difference.Gone, Is.EqualTo(2));
            Assert.That(difference.IsNone, Is.False);
        }
    }

    [Test]
    public void Compare_TheSameItemsInOtherOrder_FindsNothing() =>
        Assert.That(ItemPins.Of(Pools.Named("a", "b"), Key).Compare(Pools.Named("b", "a"), Key).IsNone, Is.True);

    [Test]
    public void Compare_UnderAnotherKey_KnowsNoItem()
    {
        var difference = ItemPins.Of(Pools.Named("a", "b"), Key).Compare(Pools.Named("a", "b"), Pools.OtherKey);
        Assert.That((difference.Added.Count, difference.Gone), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Contains_TellsTheIds()
    {
        var pins = ItemPins.Of(Pools.Named("a", "b"), Key);
        Assert.That((pins.Contains("a", Key), pins.Contains("c", Key), pins.Contains("a", Pools.OtherKey)), Is.EqualTo((true, false, false)));
        var longer = new string('\u00e9', 5_000);
        var more = ItemPins.Of(Pools.Named("a", longer, "b"), Key);
        Assert.That((more.Contains(longer, Key), more.Contains(longer + "a", Key), more.Contains("b", Key)), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Overlap_OfNamedItems_IsByIdWhateverTheirContent()
    {
        var one = ItemPins.Of(Pools.Of(true, ("a", "1"), ("b", "2"), ("c", "3")), Key);
        var other = ItemPins.Of(Pools.Of(true, ("b", "other"), ("c", "3"), ("d", "4")), Key);
        Assert.That((one.Overlap(other), other.Overlap(one)), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Overlap_OfNumberedItems_IsByRowAndContent()
    {
        var one = ItemPins.Of(Pools.Of(false, ("0", "1"), ("1", "2"), ("2", "3")), Key);
        var other = ItemPins.Of(Pools.Of(false, ("0", "1"), ("1", "3"), ("2", "2")), Key);
        Assert.That((one.Overlap(other), other.Overlap(one)), Is.EqualTo((1, 1)));
    }

    [Test]
    public void With_MoreItems_HasBoth()
    {
        var first = ItemPins.Of(Pools.Named("a", "b"), Key);
        var all = first.With(ItemPins.Of(Pools.Named("c", "d"), Key));
        Assert.That(all.ToBytes(), Is.EqualTo(ItemPins.Of(Pools.Named("d", "c", "b", "a"), Key).ToBytes()));
        Assert.That(() => all.With(ItemPins.Of(Pools.Named("e", "a"), Key)), Throws.ArgumentException);
        Assert.That(() => first.With(ItemPins.Of(Pools.Of(false, ("0", "x")), Key)), Throws.ArgumentException);
    }

    [Test]
    public void Added_IsWhatWithMakesTheLargerPoolOf()
    {
        var first = ItemPins.Of(Pools.Named("a", "b"), Key);
        var now = Pools.Named("d", "b", "c", "a");
        var added = first.Added(now, Key);
        Assert.That((added.Count, added.Contains("c", Key), added.Contains("a", Key)), Is.EqualTo((2, true, false)));
        Assert.That(first.With(added).ToBytes(), Is.EqualTo(ItemPins.Of(now, Key).ToBytes()));
        Assert.That(first.Added(Pools.Named("b", "a"), Key).Count, Is.Zero);
    }

    [Test]
    public void PublicKey_IsAKey() => Assert.That(ItemPins.Of(Pools.Named("a"), ItemPins.PublicKey).Count, Is.EqualTo(1));

    [Test]
    public void Of_AKeyOfOtherLength_IsRefused() => Assert.That(() => ItemPins.Of(Pools.Named("a"), Key.AsSpan(1)), Throws.ArgumentException);
}
