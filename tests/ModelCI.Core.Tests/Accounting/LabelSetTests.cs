using ModelCI.Core.Accounting;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class LabelSetTests
{
    [FsCheck.NUnit.Property(Replay = "20250101,9")]
    public void ToBytes_ThenFromBytes_IsTheSameSet(byte count, int seed)
    {
        var set = Any(count, new Random(seed));
        var bytes = set.ToBytes();
        Assert.That(bytes, Has.Length.EqualTo((count + 7) / 8));
        Assert.That(LabelSet.FromBytes(bytes, count).Positions, Is.EqualTo(set.Positions));
        var extended = LabelSet.FromBytes(bytes, count + 9);
        Assert.That((extended.Items, extended.Count), Is.EqualTo((count + 9, set.Count)), "items that came later are not in it");
    }

    [FsCheck.NUnit.Property(Replay = "20250101,9")]
    public void Union_CountsEachLabelOnce(byte count, int seed)
    {
        var random = new Random(seed);
        var (one, other) = (Any(count, random), Any(count, random));
        var both = one.Union(other);
        Assert.That(both.Positions, Is.EqualTo(one.Positions.Union(other.Positions).Order()));
        Assert.That(both.Count, Is.EqualTo(one.Count + other.CountOutside(one)));
        Assert.That(one.CountOutside(both), Is.Zero);
    }

    [Test]
    public void Bits_AreLeastSignificantFirst() => Assert.That(new LabelSet(10, [0, 3, 9]).ToBytes(), Is.EqualTo(new byte[] { 0b1001, 0b10 }));

    [Test]
    public void Position_OutsideTheItems_Throws() => Assert.That(() => new LabelSet(8, [8]), Throws.InstanceOf<IndexOutOfRangeException>());

    private static LabelSet Any(int count, Random random) => new(count, Enumerable.Range(0, count).Where(_ => random.Next(2) == 0));
}
