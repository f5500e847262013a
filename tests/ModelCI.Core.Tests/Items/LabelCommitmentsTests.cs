using ModelCI.Core.Items;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Items;

internal sealed class LabelCommitmentsTests
{
    private const int M = LabelBook.Missing;
    private const int U = LabelBook.Unsure;

    private static readonly string[] Ids = ["a", "b", "c", "d"];
    private static readonly ClassList Classes = new(["cat", "dog"]);

    // A promise to every ledger ever written: computed once with Python's hmac.
    [Test]
    public void ToBytes_OfKnownLabels_IsTheSameForEver() =>
        Assert.That(Convert.ToHexStringLower(Of(0, 1, U, M).ToBytes()), Is.EqualTo("8a16d292ac14be35d7e073dbd22d19cfaebe7e88e91c55f30000000000000000"));

    [Test]
    public void Parse_OfToBytes_FindsNothingChanged()
    {
        var now = Of(0, 1, U, M);
        var stored = LabelCommitments.Parse(now.ToBytes());
        Assert.That(stored.ToBytes(), Is.EqualTo(now.ToBytes()));
        Assert.That((stored.Count, stored.Changed(now).Count, stored.HasNew(now)), Is.EqualTo((4, 0, false)));
        Assert.That(() => LabelCommitments.Parse(new byte[15]), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Of_RowsInOtherOrder_IsTheSame()
    {
        var other = LabelCommitments.Of(["d", "b", "a", "c"], new LabelBook(Classes, [M, 1, 0, U]), Pools.Key);
        Assert.That(other.ToBytes(), Is.EqualTo(Of(0, 1, U, M).ToBytes()));
    }

    [Test]
    public void Of_AnyTwoItemsAndLabels_Differ()
    {
        // Nothing shows which items have equal labels, and lengths keep "ab", "c" apart from "a", "bc".
        var same = Of(0, 0, 0, 0).ToBytes().Chunk(8).Select(Convert.ToHexString);
        Assert.That(same.Distinct().Count(), Is.EqualTo(4));
        var one = LabelCommitments.Of(["ab"], new LabelBook(new ClassList(["c", "x"]), [0]), Pools.Key);
        var other = LabelCommitments.Of(["a"], new LabelBook(new ClassList(["bc", "x"]), [0]), Pools.Key);
        Assert.That(other.ToBytes(), Is.Not.EqualTo(one.ToBytes()));
    }

    [Test]
    public void Changed_NamesEveryCommittedLabelThatIsAnotherOneNow()
    {
        var stored = LabelCommitments.Parse(Of(0, 1, U, M).ToBytes());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stored.Changed(Of(1, 1, U, M)), Is.EqualTo(new[] { "a" }));
            Assert.That(stored.Changed(Of(0, M, U, M)), Is.EqualTo(new[] { "b" }), "not available any more");
            Assert.That(stored.Changed(Of(0, U, U, M)), Is.EqualTo(new[] { "b" }));
            Assert.That(stored.Changed(Of(0, 1, 0, M)), Is.EqualTo(new[] { "c" }), "an unsure item was labelled after all");
            Assert.That(stored.Changed(Of(0, 1, U, 1)), Is.Empty, "a first label changes none");
            Assert.That(stored.Changed(Of(1, 0, 0, 0)), Is.EquivalentTo(new[] { "a", "b", "c" }));
        }
    }

    [Test]
    public void Changed_UnderAnotherKey_IsEverything() =>
        Assert.That(Of(0, 1, U, M).Changed(LabelCommitments.Of(Ids, new LabelBook(Classes, [0, 1, U, M]), Pools.OtherKey)), Has.Count.EqualTo(3));

    [Test]
    public void Changed_ClassesInOtherOrder_AreTheSameLabels() =>
        Assert.That(Of(0, 1, U, M).Changed(LabelCommitments.Of(Ids, new LabelBook(new ClassList(["dog", "cat"]), [1, 0, U, M]), Pools.Key)), Is.Empty);

    [Test]
    public void Merge_AddsWhatIsNew_AndKeepsWhatWasCommitted()
    {
        var stored = LabelCommitments.Parse(Of(0, M, U, M).ToBytes());
        var now = Of(1, 1, U, M);
        Assert.That(stored.HasNew(now), Is.True);
        Assert.That(stored.Merge(now).ToBytes(), Is.EqualTo(Of(0, 1, U, M).ToBytes()));
        Assert.That(stored.Merge(now).HasNew(now), Is.False);
    }

    [Test]
    public void Of_AddedItems_StandBehindTheOlderOnes()
    {
        string[] all = ["new 1", "a", "new 2", "b", "c", "d", "new 3"];
        var now = LabelCommitments.Of(all, new LabelBook(Classes, [0, 0, 1, 1, U, M, M]), Pools.Key, row => all[row].Length > 1 ? 1 : 0);
        var stored = LabelCommitments.Parse(Of(0, 0, U, M).ToBytes());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.ToBytes()[..32], Is.EqualTo(Of(0, 1, U, M).ToBytes()));
            Assert.That(stored.Changed(now), Is.EqualTo(new[] { "b" }));
            Assert.That(stored.HasNew(now), Is.True);
            Assert.That(stored.Merge(now).Count, Is.EqualTo(7));
            Assert.That(() => now.Changed(stored), Throws.ArgumentException);
        }
    }

    [Test]
    public void Changed_AgainstCommitmentsThatWereReadBack_IsRefused()
    {
        var stored = LabelCommitments.Parse(Of(0, 1, U, M).ToBytes());
        Assert.That(() => stored.Changed(stored), Throws.ArgumentException);
    }

    private static LabelCommitments Of(params int[] labels) => LabelCommitments.Of(Ids, new LabelBook(Classes, labels), Pools.Key);
}
