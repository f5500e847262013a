using System.Text;

namespace ModelCI.Holdout.Predictions;

/// <summary>Numbers distinct texts in the order of their first appearance, without making a string of every cell.</summary>
internal sealed class TextIndex
{
    private const int OnStack = 128;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _texts = [];

    public TextIndex()
    {
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<string> Texts => _texts;

    public int NumberOf(ReadOnlySpan<byte> utf8)
    {
        Span<char> room = stackalloc char[OnStack];
        // A byte becomes at most one UTF-16 unit.
        ReadOnlySpan<char> text = utf8.Length <= OnStack ? room[..Encoding.UTF8.GetChars(utf8, room)] : Encoding.UTF8.GetString(utf8);
        if (_bySpan.TryGetValue(text, out var number)) return number;
        var added = text.ToString();
        _numbers.Add(added, _texts.Count);
        _texts.Add(added);
        return _texts.Count - 1;
    }
}
