using System.Runtime.InteropServices;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Spooling;

/// <summary>Writes a column of text, row after row, into a spool.</summary>
internal sealed class TextSpooler(Spool spool)
{
    private readonly NumberSpooler _ends = new(spool, sizeof(long));
    private readonly List<int> _segments = [];
    // Only while rows are written.
    private byte[]? _segment;
    private int _filled;
    private long _end;

    public void Add(ReadOnlySpan<byte> utf8)
    {
        _end += utf8.Length;
        _ends.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in _end)));
        _segment ??= new byte[SpooledTexts.SegmentBytes];
        while (utf8.Length > 0)
        {
            var count = Math.Min(utf8.Length, _segment.Length - _filled);
            utf8[..count].CopyTo(_segment.AsSpan(_filled));
            _filled += count;
            utf8 = utf8[count..];
            if (_filled == _segment.Length) Flush();
        }
    }

    /// <summary>No row comes any more.</summary>
    public void Complete()
    {
        if (_filled > 0) Flush();
        _segment = null;
        _ends.Complete();
    }

    /// <summary>The column; readable once the spool is complete.</summary>
    public SpooledTexts Finish(string name)
    {
        Complete();
        return new SpooledTexts(name, spool, [.. _segments], _ends.Finish(name, ElementType.Int64, []));
    }

    private void Flush()
    {
        _segments.Add(spool.Add(_segment.AsSpan(0, _filled)));
        _filled = 0;
    }
}
