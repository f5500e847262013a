using System.Numerics;

namespace ModelCI.Holdout.Spooling;

/// <summary>How rows lie in segments: a power of two of them in each, so that a row is found without a division.</summary>
internal readonly record struct Rows(int Shift)
{
    // Small enough that a hundred columns under way take little, large enough that a segment costs nothing.
    private const int Most = 1 << 13;
    private const int Bytes = 1 << 20;

    public int PerSegment => 1 << Shift;

    public static Rows Of(int rowBytes) => new(BitOperations.Log2((uint)Math.Clamp(Bytes / Math.Max(1, rowBytes), 1, Most)));

    public int SegmentOf(int row) => row >> Shift;

    public int WithinSegment(int row) => row & (PerSegment - 1);
}
