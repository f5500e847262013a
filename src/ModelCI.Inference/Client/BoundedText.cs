namespace ModelCI.Inference.Client;

/// <summary>The first lines of a stream that nobody may need.</summary>
internal sealed class BoundedText
{
    private const int Limit = 2000;

    private readonly List<string> _lines = [];
    private readonly Lock _lock = new();
    private int _length;

    public void Add(string? line)
    {
        lock (_lock)
        {
            if (line is null || _length >= Limit) return;
            var readable = OnnxRuntimeText.Readable(line, 200);
            _lines.Add(readable);
            _length += readable.Length;
        }
    }

    /// <summary>The lines, or null if there are none.</summary>
    public string? Text()
    {
        lock (_lock) return _lines.Count == 0 ? null : string.Join('\n', _lines);
    }
}
