using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>A ledger that is kept at a remote, with a copy in this clone.</summary>
internal sealed class RemoteLedger(LedgerClone clone, LedgerRemote remote) : ILedgerStore
{
    // Other runs in this clone may move its refs between their being read and moved.
    private const int Attempts = 20;

    private string Ref => clone.Names.Ledger;

    public LedgerSnapshot Load()
    {
        for (var attempt = 1; ; attempt++)
        {
            // Before the remote is asked: what this clone has seen by then, the remote has by the time it answers.
            var refs = clone.Refs.Read(LedgerRefs.Ledgers, clone.Names.Seen);
            var heads = remote.Heads();
            Fetch([.. heads.Where(head => refs.GetValueOrDefault(head.Key) != head.Value).Select(head => head.Key)]);
            var chain = Read(heads.GetValueOrDefault(Ref));
            foreach (var name in (string[])[clone.Names.Seen, Ref])
            {
                if (!chain.Contains(refs.GetValueOrDefault(name))) throw Rewritten(chain.Head, refs[name]);
            }
            if (clone.TryAdvance(chain, refs))
            {
                CopyOthers(heads, refs);
                return chain.Snapshot;
            }
            if (attempt == Attempts) throw LedgerStoreProblems.Locked(clone.Names);
        }
    }

    public bool TryAppend(LedgerDraft draft, string? expectedHead)
    {
        var commit = clone.Write(draft, expectedHead);
        var push = remote.Push(commit, Ref);
        if (!push.Succeeded && !HasArrived(commit, expectedHead, push)) return false;
        // The entry is written: this clone's refs, which other runs may be moving as well, catch up now or at the next reading.
        for (var attempt = 1; attempt <= Attempts && !TryAdvance(commit); attempt++)
        {
        }
        return true;
    }

    /// <summary>After a push that failed, or whose answer was lost: whether its entry is at the remote. False for a lost race.</summary>
    private bool HasArrived(string commit, string? expectedHead, GitOutput push)
    {
        var heads = remote.TryHeads(out var output) ?? throw LedgerStoreProblems.Unanswered(remote.Name, output.ErrorLine);
        var head = heads.GetValueOrDefault(Ref);
        if (head == commit) return true;
        if (head == expectedHead)
        {
            if (push.IsUnanswered) throw LedgerStoreProblems.Unanswered(remote.Name, push.ErrorLine);
            var report = PushReport.Of(push);
            return report.IsLostRace ? false : throw LedgerStoreProblems.Refused(remote.Name, report.Reason);
        }
        if (head is null) return false;
        Fetch([Ref]);
        return clone.IsAncestor(commit, head);
    }

    private bool TryAdvance(string commit)
    {
        var refs = clone.Refs.Read(Ref, clone.Names.Seen);
        var chain = clone.Read(commit, null);
        return !chain.Contains(refs.GetValueOrDefault(Ref)) || !chain.Contains(refs.GetValueOrDefault(clone.Names.Seen)) || clone.TryAdvance(chain, refs);
    }

    private LedgerChain Read(string? head)
    {
        if (clone.TryRead(head) is { } chain) return chain;
        remote.Complete(Ref).Require("fetch the whole ledger");
        return clone.Read(head, null);
    }

    private void Fetch(string[] names)
    {
        if (names.Length > 0) remote.Fetch(names).Require("fetch the ledger");
    }

    /// <summary>Ledgers of other test sets are at hand for comparisons. One that does not simply go on is left to its own runs.</summary>
    private void CopyOthers(Dictionary<string, string> heads, Dictionary<string, string> refs)
    {
        foreach (var (name, head) in heads.Where(head => head.Key != Ref))
        {
            var copy = refs.GetValueOrDefault(name);
            if (copy != head && (copy is null || clone.IsAncestor(copy, head))) clone.Refs.TryChange(RefChange.Move(name, copy, head));
        }
    }

    private ModelCIException Rewritten(string? head, string seen) =>
        LedgerStoreProblems.Rewritten(clone.Names, remote.Name, head, seen, head is null || clone.IsAncestor(head, seen));
}
