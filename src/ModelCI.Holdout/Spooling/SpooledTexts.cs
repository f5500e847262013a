using System.Runtime.InteropServices;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Spooling;

/// <summary>A column of text in a spool: all texts one after the other, and where each of them ends.</summary>
internal sealed class SpooledTexts : TextColumn
{
    /// <summary>Bytes of text in a segment; a text may go on in the next one.</summary>
    public const int SegmentBytes = 1 << 16;

    private readonly Spool _spool;
    private readonly int[] _segments;
    private readonly SpooledNumbers _ends;

    public SpooledTexts(string name, Spool spool, int[] segments, SpooledNumbers ends)
        : base(name, ends.Rows)
    {
        _spool = spool;
        _segments = segments;
        _ends = ends;
    }

    public override int LengthOf(int row)
    {
        var (start, end) = Bounds(row);
        return (int)(end - start);
    }

    public override void CopyRow(int row, Span<byte> destination)
    {
        var (start, end) = Bounds(row);
        while (start < end)
        {
            var (segment, within) = ((int)(start / SegmentBytes), (int)(start % SegmentBytes));
            var count = (int)Math.Min(end - start, SegmentBytes - within);
            _spool.CopyTo(_segments[segment], within, destination[..count]);
            destination = destination[count..];
            start += count;
        }
    }

    private (long Start, long End) Bounds(int row)
    {
        Span<long> ends = stackalloc long[2];
        // The first text begins at 0.
        if (row == 0) _ends.CopyRow(0, MemoryMarshal.AsBytes(ends[1..]));
        else _ends.CopyRows(row - 1, MemoryMarshal.AsBytes(ends));
        return (ends[0], ends[1]);
    }
}
