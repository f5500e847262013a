using ModelCI.Core.Accounting;

namespace ModelCI.Git;

/// <summary>Provisional entries of a ledger whose remote is not asked. Nothing but their own ref moves.</summary>
internal sealed class OfflineLedger(LedgerClone clone, LedgerPlace.Offline place) : ILedgerStore
{
    public LedgerSnapshot Load()
    {
        var refs = Refs();
        if (refs.GetValueOrDefault(clone.Names.Offline) is { } offline) return clone.Read(offline, place.Name).Snapshot;
        var head = refs.GetValueOrDefault(clone.Names.Ledger);
        var chain = clone.Read(head, place.Name);
        var seen = refs.GetValueOrDefault(clone.Names.Seen);
        return chain.Contains(seen) ? chain.Snapshot : throw LedgerStoreProblems.Rewritten(clone.Names, null, head, seen!, isBehind: true);
    }

    public bool TryAppend(LedgerDraft draft, string? expectedHead)
    {
        var refs = Refs();
        var offline = refs.GetValueOrDefault(clone.Names.Offline);
        if ((offline ?? refs.GetValueOrDefault(clone.Names.Ledger)) != expectedHead) return false;
        return clone.Refs.TryChange(RefChange.Move(clone.Names.Offline, offline, clone.Write(draft, expectedHead)));
    }

    private Dictionary<string, string> Refs() => clone.Refs.Read(clone.Names.Ledger, clone.Names.Seen, clone.Names.Offline);
}
