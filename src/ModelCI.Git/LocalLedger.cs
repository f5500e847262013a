using ModelCI.Core.Accounting;

namespace ModelCI.Git;

/// <summary>A ledger that is kept in this clone alone.</summary>
internal sealed class LocalLedger(LedgerClone clone) : ILedgerStore
{
    // Others who append in this clone may come between reading and moving its refs.
    private const int Attempts = 20;

    public LedgerSnapshot Load()
    {
        for (var attempt = 1; ; attempt++)
        {
            var refs = clone.Refs.Read(clone.Names.Ledger, clone.Names.Seen);
            var (head, seen) = (refs.GetValueOrDefault(clone.Names.Ledger), refs.GetValueOrDefault(clone.Names.Seen));
            var chain = clone.Read(head, null);
            // The refs are not read in one instant: what is missing now must still be missing the next time.
            if (!chain.Contains(seen))
            {
                if (attempt > 1) throw LedgerStoreProblems.Rewritten(clone.Names, null, head, seen!, isBehind: true);
            }
            else if (clone.TryAdvance(chain, refs))
            {
                return chain.Snapshot;
            }
            else if (attempt == Attempts)
            {
                throw LedgerStoreProblems.Locked(clone.Names);
            }
        }
    }

    public bool TryAppend(LedgerDraft draft, string? expectedHead)
    {
        var commit = clone.Write(draft, expectedHead);
        // What was seen is part of the chain whose head is compared.
        return clone.Refs.TryChange(RefChange.Move(clone.Names.Ledger, expectedHead, commit), RefChange.Set(clone.Names.Seen, commit));
    }
}
