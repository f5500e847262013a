using ModelCI.Holdout.Files;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Spooling;

/// <summary>
/// Segments of bytes, written once and then read at random: in memory while there are few, else in a temporary file that has no name. What is
/// secret stays in memory.
/// </summary>
internal sealed class Spool : IDisposable
{
    /// <summary>Bytes that are kept in memory.</summary>
    public const long DefaultMemory = 64 << 20;

    private readonly HoldoutFile _file;
    private readonly long _most;
    private readonly List<Segment> _segments = [];
    private FileStream? _stream;
    private Mapping? _mapping;
    private long _bytes;

    /// <param name="file">What is read, for messages.</param>
    /// <param name="expected">Bytes that are known to come: more than fit do not begin in memory.</param>
    public Spool(HoldoutFile file, long expected = 0, long memory = DefaultMemory)
    {
        _file = file;
        _most = file.IsSecret ? long.MaxValue : memory;
        if (expected > _most) MoveToFile();
    }

    /// <summary>Adds a segment.</summary>
    /// <returns>Its number, from 0.</returns>
    /// <exception cref="Core.Problems.ModelCIException">The disk is full.</exception>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        if (_stream is null && _bytes + bytes.Length > _most) MoveToFile();
        _segments.Add(_stream is null ? new Segment(bytes.ToArray(), 0) : new Segment(null, _bytes));
        if (_stream is not null) Write(bytes);
        _bytes += bytes.Length;
        return _segments.Count - 1;
    }

    /// <summary>No segment comes any more: from now on they can be read.</summary>
    public void Complete()
    {
        if (_stream is null) return;
        Guard(() =>
        {
            _stream.Flush();
            if (_bytes > 0) _mapping = new Mapping(_stream);
        });
        _stream.Dispose();
    }

    /// <summary>Copies a part of a segment.</summary>
    public void CopyTo(int segment, int start, Span<byte> destination)
    {
        var (memory, offset) = _segments[segment];
        if (memory is not null) memory.AsSpan(start, destination.Length).CopyTo(destination);
        else if (destination.Length > 0) _mapping!.CopyTo(offset + start, destination);
    }

    /// <summary>Ends the writing; what was completed stays readable.</summary>
    public void Dispose() => _stream?.Dispose();

    private void MoveToFile()
    {
        Guard(() => _stream = Unlinked.Create());
        var offset = 0L;
        for (var index = 0; index < _segments.Count; index++)
        {
            var memory = _segments[index].Memory!;
            Write(memory);
            _segments[index] = new Segment(null, offset);
            offset += memory.Length;
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream!.Write(bytes);
        }
        catch (IOException failure)
        {
            throw TableProblems.NoRoom(_file.Written, failure.Message);
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TableProblems.NoRoom(_file.Written, failure.Message);
        }
    }

    private readonly record struct Segment(byte[]? Memory, long Offset);
}
