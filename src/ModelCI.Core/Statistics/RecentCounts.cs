namespace ModelCI.Core.Statistics;

/// <summary>How often each score occurred since the bets were chosen, by ascending score: few of them did, however many there are.</summary>
internal sealed class RecentCounts
{
    private (int Score, long Count)[] _entries;

    /// <summary>No score yet.</summary>
    public RecentCounts() => _entries = new (int, long)[4];

    /// <summary>A copy.</summary>
    public RecentCounts(RecentCounts other) => (_entries, Length) = ([.. other._entries], other.Length);

    /// <summary>Number of scores that occurred.</summary>
    public int Length { get; private set; }

    /// <summary>A score's index and its count.</summary>
    public (int Score, long Count) this[int index] => _entries[index];

    /// <summary>Counts a score.</summary>
    /// <param name="score">Its index.</param>
    /// <param name="count">May be negative, to take back.</param>
    public void Add(int score, long count)
    {
        var at = 0;
        while (at < Length && _entries[at].Score < score) at++;
        if (at < Length && _entries[at].Score == score)
        {
            _entries[at].Count += count;
            return;
        }
        if (Length == _entries.Length) Array.Resize(ref _entries, 2 * Length);
        Array.Copy(_entries, at, _entries, at + 1, Length - at);
        _entries[at] = (score, count);
        Length++;
    }

    /// <summary>Begins again.</summary>
    public void Clear() => Length = 0;
}
