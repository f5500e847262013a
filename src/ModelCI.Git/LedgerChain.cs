using ModelCI.Core.Accounting;

namespace ModelCI.Git;

/// <summary>A chain of commits with the record of each, in chain order.</summary>
internal sealed record LedgerChain(IReadOnlyList<string> Commits, IReadOnlyList<LedgerRecord> Records)
{
    public static LedgerChain Empty { get; } = new([], []);

    /// <summary>Commit of the last entry; null for an empty chain.</summary>
    public string? Head => Commits.Count == 0 ? null : Commits[^1];

    public LedgerSnapshot Snapshot => new(Records, Head);

    /// <summary>Whether the chain has a commit; null stands for no commit, which every chain has.</summary>
    public bool Contains(string? commit) => commit is null || Commits.Contains(commit);

    /// <summary>The records behind those that this chain has in common with <paramref name="other"/>.</summary>
    public IReadOnlyList<LedgerRecord> Behind(LedgerChain other)
    {
        var common = Commits.Zip(other.Commits).TakeWhile(pair => pair.First == pair.Second).Count();
        return [.. Records.Skip(common)];
    }
}
