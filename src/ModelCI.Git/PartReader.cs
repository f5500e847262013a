namespace ModelCI.Git;

/// <summary>
/// Reads the parts beside entries when they are asked for. Whoever asks for one entry after the other gets the next ones read ahead, twice as
/// many each time: a process per part would take minutes for a long ledger, and all parts at once gigabytes.
/// </summary>
/// <param name="commits">Of the entries, in chain order.</param>
internal sealed class PartReader(GitCommand git, IReadOnlyList<string> commits)
{
    private const int Widest = 256;

    private readonly Dictionary<string, Window> _windows = [];

    /// <summary>A part of the entry at an index from 0; null where it has none of that name.</summary>
    public byte[]? Read(int index, string part)
    {
        var window = _windows.GetValueOrDefault(part) ?? new Window(0, []);
        if (!window.Holds(index))
        {
            var width = index == window.End ? Math.Min(2 * Math.Max(1, window.Parts.Count), Widest) : 1;
            window = new Window(index, GitBatch.Read(git, "blob", [.. commits.Skip(index).Take(width).Select(commit => $"{commit}:{part}")]));
            _windows[part] = window;
        }
        return window.Parts[index - window.Start];
    }

    private sealed record Window(int Start, List<byte[]?> Parts)
    {
        public int End => Start + Parts.Count;

        public bool Holds(int index) => index >= Start && index < End;
    }
}
