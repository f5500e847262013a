namespace ModelCI.Core.Accounting;

/// <summary>A set of labels by position of the reading order.</summary>
public sealed class LabelSet
{
    private readonly bool[] _members;

    /// <summary>The empty set over <paramref name="items"/> items.</summary>
    public LabelSet(int items)
    {
        _members = new bool[items];
    }

    /// <summary>Positions in [0, items).</summary>
    public LabelSet(int items, IEnumerable<int> positions)
        : this(items)
    {
        foreach (var position in positions) _members[position] = true;
    }

    /// <summary>Number of items that it is over.</summary>
    public int Items => _members.Length;

    /// <summary>Number of labels in it.</summary>
    public int Count => _members.Count(member => member);

    /// <summary>By position: whether the label is in it.</summary>
    public IReadOnlyList<bool> Members => _members;

    /// <summary>Positions in reading order.</summary>
    public IEnumerable<int> Positions => Enumerable.Range(0, _members.Length).Where(position => _members[position]);

    /// <summary>The set out of <see cref="ToBytes"/>; items that came later are not in it.</summary>
    public static LabelSet FromBytes(byte[] bits, int items) => new(
        items, Enumerable.Range(0, Math.Min(items, bits.Length * 8)).Where(position => (bits[position / 8] >> (position % 8) & 1) == 1));

    /// <summary>A bit per position, least significant first.</summary>
    public byte[] ToBytes()
    {
        var bits = new byte[(Items + 7) / 8];
        foreach (var position in Positions) bits[position / 8] |= (byte)(1 << (position % 8));
        return bits;
    }

    /// <summary>Both together; over the same items.</summary>
    public LabelSet Union(LabelSet other) => new(Items, Positions.Concat(other.Positions));

    /// <summary>How many of these are not in <paramref name="other"/>.</summary>
    public int CountOutside(LabelSet other) => Positions.Count(position => !other._members[position]);
}
