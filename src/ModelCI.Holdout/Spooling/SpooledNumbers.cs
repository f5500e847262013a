using ModelCI.Core.Items;

namespace ModelCI.Holdout.Spooling;

/// <summary>A column of numbers in a spool.</summary>
internal sealed class SpooledNumbers : NumericColumn
{
    private readonly Spool _spool;
    private readonly int[] _segments;
    private readonly Rows _layout;
    private readonly Lazy<TextColumn>? _texts;

    /// <param name="segments">Numbers of segments, by rows.</param>
    /// <param name="texts">Fetches the values as they were written, where they were text.</param>
    public SpooledNumbers(
        string name, ElementType type, int rows, IReadOnlyList<int> rowShape, Spool spool, int[] segments, Func<SpooledNumbers, TextColumn>? texts = null)
        : base(name, type, rows, rowShape)
    {
        _spool = spool;
        _segments = segments;
        _layout = Spooling.Rows.Of(RowBytes);
        _texts = texts is null ? null : new Lazy<TextColumn>(() => texts(this));
    }

    public override void CopyRow(int row, Span<byte> destination) => CopyRows(row, destination[..RowBytes]);

    public override void CopyRows(int first, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Rows - (destination.Length / RowBytes));
        while (destination.Length > 0)
        {
            var within = _layout.WithinSegment(first);
            var count = Math.Min(destination.Length / RowBytes, _layout.PerSegment - within);
            _spool.CopyTo(_segments[_layout.SegmentOf(first)], within * RowBytes, destination[..(count * RowBytes)]);
            destination = destination[(count * RowBytes)..];
            first += count;
        }
    }

    public override TextColumn? AsText() => _texts?.Value;
}
