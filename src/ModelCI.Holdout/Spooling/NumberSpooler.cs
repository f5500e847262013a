using ModelCI.Core.Items;

namespace ModelCI.Holdout.Spooling;

/// <summary>Writes a column of numbers, row after row, into a spool.</summary>
internal sealed class NumberSpooler
{
    private readonly Spool _spool;
    private readonly List<int> _segments = [];
    private readonly int _rowBytes;
    // Only while rows are written.
    private byte[]? _segment;
    private int _filled;
    private int _rows;

    public NumberSpooler(Spool spool, int rowBytes)
    {
        _spool = spool;
        _rowBytes = rowBytes;
    }

    /// <summary>Room for the next bytes of the next rows, to be filled and then <see cref="Advance"/>d over: at least one byte.</summary>
    public Span<byte> Free => (_segment ??= new byte[checked(Rows.Of(_rowBytes).PerSegment * _rowBytes)]).AsSpan(_filled);

    /// <param name="rows">Whole rows, little-endian, C order.</param>
    public void Add(ReadOnlySpan<byte> rows)
    {
        while (rows.Length > 0)
        {
            var free = Free;
            var count = Math.Min(rows.Length, free.Length);
            rows[..count].CopyTo(free);
            Advance(count);
            rows = rows[count..];
        }
    }

    /// <summary>Takes what was written into <see cref="Free"/>.</summary>
    public void Advance(int bytes)
    {
        _filled += bytes;
        if (_filled == _segment!.Length) Flush();
    }

    /// <summary>No row comes any more.</summary>
    public void Complete()
    {
        if (_filled > 0) Flush();
        _segment = null;
    }

    /// <summary>The column; readable once the spool is complete.</summary>
    public SpooledNumbers Finish(string name, ElementType type, IReadOnlyList<int> rowShape, Func<SpooledNumbers, TextColumn>? texts = null)
    {
        Complete();
        return new SpooledNumbers(name, type, _rows, rowShape, _spool, [.. _segments], texts);
    }

    private void Flush()
    {
        _segments.Add(_spool.Add(_segment.AsSpan(0, _filled)));
        _rows += _filled / _rowBytes;
        _filled = 0;
    }
}
