using System.Text;

namespace ModelCI.Inference.Client;

/// <summary>The beginning of a stream that nobody may need; reads on to its end, so that the writer is never held up, and keeps no more.</summary>
internal sealed class BoundedText
{
    private const int MostBytes = 2000;

    private readonly byte[] _kept = new byte[MostBytes];
    private readonly Task _reading;
    private int _length;

    public BoundedText(Stream stream)
    {
        _reading = ReadAsync(stream);
    }

    /// <summary>Readable lines up to the end of the stream, which must be near; null if there are none.</summary>
    public string? Text(TimeSpan patience)
    {
        _reading.Wait(patience);
        var lines = Encoding.UTF8.GetString(_kept, 0, Volatile.Read(ref _length)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => OnnxRuntimeText.Readable(line, 200)).ToArray();
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }

    private async Task ReadAsync(Stream stream)
    {
        var dropped = new byte[512];
        try
        {
            while (true)
            {
                var target = _length < MostBytes ? _kept.AsMemory(_length) : dropped;
                var read = await stream.ReadAsync(target).ConfigureAwait(false);
                if (read == 0) return;
                if (_length < MostBytes) Volatile.Write(ref _length, _length + read);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process has gone, and so has the gate's interest in it.
        }
    }
}
