using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>What a clone has of one ledger: its refs, its chain, and the means to add to them.</summary>
internal sealed class LedgerClone(GitRepository repository, string name)
{
    private readonly LedgerWriter _writer = new(repository.Git);
    private readonly ChainReader _reader = new(repository.Git, LedgerRefs.Ledgers + name);

    public GitRefs Refs { get; } = new(repository.Git);

    public LedgerRefs Names { get; } = new(name);

    /// <summary>The chain up to a commit; null where this clone has only the last commits of it.</summary>
    public LedgerChain? TryRead(string? head) => _reader.Read(head);

    /// <summary>The chain up to a commit.</summary>
    /// <param name="remote">Where a chain that is cut off can be completed; null for nowhere.</param>
    /// <exception cref="ModelCIException">MCI4002: damaged or cut off.</exception>
    public LedgerChain Read(string? head, string? remote) => _reader.Read(head) ?? throw LedgerStoreProblems.CutOff(Names.Ledger, remote);

    /// <summary>Stores an entry as a commit that no ref leads to yet.</summary>
    public string Write(LedgerDraft draft, string? parent) => _writer.Write(draft, parent);

    /// <summary>
    /// Moves the copy of the ledger, and what was seen of it, forward to the head of a chain that contains them; false when they moved meanwhile.
    /// </summary>
    public bool TryAdvance(LedgerChain chain, Dictionary<string, string> refs)
    {
        if (chain.Head is not { } head) return true;
        // The copy first: after a crash in between, what was seen must not be ahead of it.
        return Refs.TryChange([.. new[] { Names.Ledger, Names.Seen }
            .Where(name => refs.GetValueOrDefault(name) != head).Select(name => RefChange.Move(name, refs.GetValueOrDefault(name), head))]);
    }

    /// <summary>Whether a commit leads back to another.</summary>
    public bool IsAncestor(string ancestor, string commit) => repository.Git.Run("merge-base", "--is-ancestor", ancestor, commit).Succeeded;
}
