using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Items;

internal sealed class ItemIdsTests
{
    // Where the orders of UTF-8 bytes and of UTF-16 code units differ, and where prefixes are shared.
    private static readonly string[] Pieces = ["", "a", "b", "item-", "é", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "\U00010000", "\U0010FFFF", "0", "00000000"];

    [FsCheck.NUnit.Property]
    public Property Sorted_AnyTexts_IsTheOrdinalOrder() => Prop.ForAll(
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ListOf().ToArbitrary(),
        texts => ItemIds.Of([.. texts]).Sorted.ToArray().SequenceEqual(texts.Index().OrderBy(text => text.Item, StringComparer.Ordinal).Select(text => text.Index)));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(10)]
    [TestCase(11)]
    [TestCase(99)]
    [TestCase(100)]
    [TestCase(1_234)]
    public void Sorted_RowNumbers_IsTheOrdinalOrderOfTheirTexts(int count)
    {
        var ids = ItemIds.RowNumbers(count);
        Assert.That(ids.Sorted.ToArray(), Is.EqualTo(Enumerable.Range(0, count).OrderBy(row => $"{row}", StringComparer.Ordinal)));
        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, count).Select(row => $"{row}")));
    }

    [Test]
    public void RowOf_Ids_FindsThemWhateverTheGuess()
    {
        string[] texts = ["b", "a", "", "ä", "\U00010000", "\uFFFF"];
        var ids = ItemIds.Of(texts);
        foreach (var (row, text) in texts.Index())
        {
            for (var guess = -1; guess <= texts.Length; guess++) Assert.That(ids.RowOf(Encoding.UTF8.GetBytes(text), guess), Is.EqualTo(row));
        }
        Assert.That(ids.RowOf("c"u8), Is.EqualTo(-1));
        Assert.That(ItemIds.Of([]).RowOf("c"u8), Is.EqualTo(-1));
    }

    [TestCase("0", 0)]
    [TestCase("11", 11)]
    [TestCase("12", -1)]
    [TestCase("01", -1)]
    [TestCase("+1", -1)]
    [TestCase("-0", -1)]
    [TestCase(" 1", -1)]
    [TestCase("1.0", -1)]
    [TestCase("", -1)]
    [TestCase("99999999999", -1)]
    public void RowOf_RowNumbers_AreCanonical(string id, int row) => Assert.That(ItemIds.RowNumbers(12).RowOf(Encoding.UTF8.GetBytes(id)), Is.EqualTo(row));

    [Test]
    public void Repetitions_AreTheLaterRows()
    {
        Assert.That(ItemIds.Of(["b", "a", "b", "c", "a", "b"]).Repetitions, Is.EqualTo(new[] { 2, 4, 5 }));
        Assert.That(ItemIds.Of(["b", "a"]).Repetitions, Is.Empty);
        Assert.That(ItemIds.RowNumbers(5).Repetitions, Is.Empty);
    }

    [Test]
    public void Constructor_EndsThatDoNotAscend_AreRefused()
    {
        Assert.That(() => new ItemIds([1, 2], [2, 1]), Throws.ArgumentException);
        Assert.That(() => new ItemIds([1, 2], [3]), Throws.ArgumentException);
        Assert.That(() => new ItemIds([1, 2], [-1]), Throws.ArgumentException);
    }

    [Test]
    public void Pool_OfRepeatedIds_IsRefused() =>
        Assert.That(() => new ItemPool(["a", "a"], [], "digest", new byte[2 * ItemPool.DigestBytes], hasNamedIds: true), Throws.ArgumentException);
}
