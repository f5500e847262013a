using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>
/// A ledger as a chain of commits under <c>refs/modelci/NAME</c>; each commit's tree holds <c>entry.json</c> and the entry's parts. Appending
/// is a commit behind the head that was read, and a ref moved from that head to it: compare-and-swap, at the remote by a push without force.
/// <c>refs/modelci-seen/NAME</c> is the last head that this clone saw, which every later one must contain. Not for several threads at once.
/// </summary>
/// <param name="name">The test set's name; it is part of a ref's name.</param>
public sealed class GitLedgerStore(GitRepository repository, string name, LedgerPlace place) : ILedgerStore
{
    private readonly LedgerClone _clone = new(repository, name);
    private ILedgerStore? _ledger;
    private string? _unpushedHead;

    private ILedgerStore Ledger => _ledger ??= place switch
    {
        LedgerPlace.Local => new LocalLedger(_clone),
        LedgerPlace.Remote remote => new RemoteLedger(_clone, new LedgerRemote(repository, remote)),
        LedgerPlace.Offline offline => new OfflineLedger(_clone, offline),
        _ => throw new InvalidOperationException($"unknown place {place}"),
    };

    /// <summary>Test sets whose ledger this clone has a copy of, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(GitRepository repository) =>
        [.. new GitRefs(repository.Git).Read(LedgerRefs.Ledgers).Keys.Select(key => key[LedgerRefs.Ledgers.Length..])];

    /// <summary>Test sets whose ledger a remote keeps; none where it does not answer. Nothing is fetched.</summary>
    /// <param name="remote">A remote that this clone has configured.</param>
    public static IReadOnlyList<string> NamesAt(GitRepository repository, string remote) =>
        new LedgerRemote(repository, new LedgerPlace.Remote(remote) { Patience = TimeSpan.FromSeconds(10) }).TryHeads(out _) is { } heads
            ? [.. heads.Keys.Select(key => key[LedgerRefs.Ledgers.Length..])]
            : [];

    /// <summary>The records of a ledger as this clone has them: another test set's, to compare with. Neither fetches nor moves a ref.</summary>
    /// <exception cref="ModelCIException">MCI4002, MCI4024.</exception>
    public static IReadOnlyList<LedgerRecord> ReadCopy(GitRepository repository, string name)
    {
        var clone = new LedgerClone(repository, name);
        return clone.Read(clone.Refs.Read(clone.Names.Ledger).GetValueOrDefault(clone.Names.Ledger), null).Records;
    }

    /// <inheritdoc/>
    /// <exception cref="ModelCIException">
    /// MCI4002: damaged. MCI4024: git failed. MCI4025: the remote cannot be read. MCI4026: the ledger does not contain what this clone has
    /// seen of it. MCI4028: no such remote.
    /// </exception>
    public LedgerSnapshot Load() => Ledger.Load();

    /// <inheritdoc/>
    /// <exception cref="ModelCIException">
    /// MCI4024: git failed for another reason than a lost race. MCI4025: the remote cannot be read after a failed push. MCI4027: the remote
    /// refused. MCI4028: no such remote.
    /// </exception>
    public bool TryAppend(LedgerDraft draft, string? expectedHead) => Ledger.TryAppend(draft, expectedHead);

    /// <summary>Entries that were appended offline, behind those that they have in common with the copy of the ledger; in chain order.</summary>
    /// <exception cref="ModelCIException">MCI4002, MCI4024.</exception>
    public IReadOnlyList<LedgerRecord> Unpushed()
    {
        var refs = _clone.Refs.Read(_clone.Names.Ledger, _clone.Names.Offline);
        _unpushedHead = refs.GetValueOrDefault(_clone.Names.Offline);
        if (_unpushedHead is null) return [];
        var ledger = _clone.Read(refs.GetValueOrDefault(_clone.Names.Ledger), null);
        return _clone.Read(_unpushedHead, null).Behind(ledger);
    }

    /// <summary>Forgets the offline entries that <see cref="Unpushed"/> gave last, after they were pushed.</summary>
    /// <exception cref="ModelCIException">MCI4024: others were appended meanwhile; nothing is forgotten.</exception>
    public void ForgetUnpushed()
    {
        if (_unpushedHead is null) return;
        if (!_clone.Refs.TryChange(RefChange.Delete(_clone.Names.Offline, _unpushedHead))) throw LedgerStoreProblems.OfflineMoved(_clone.Names.Offline);
        _unpushedHead = null;
    }
}
