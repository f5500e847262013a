using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>Every problem of a ledger's refs and its remote, with its code.</summary>
internal static class LedgerStoreProblems
{
    private const string Restore = "restore the ref from a clone that has it whole";

    public static ModelCIException NoFiles(string name, int position) => new(
        "MCI4002", $"the ledger is damaged: entry {position} lacks its files", name, Restore);

    public static ModelCIException NoChain(string name, string commit) => new(
        "MCI4002", $"the ledger is damaged: commit {commit} does not follow exactly one other, and a ledger is one chain", name, Restore);

    public static ModelCIException CutOff(string name, string? remote) => new(
        "MCI4002", "the ledger is cut off: this clone has only its last entries", name,
        remote is null ? "fetch the whole of it, without --depth" : $"run once without --offline: the whole of it is then fetched from '{remote}'");

    /// <param name="remote">Null where the ledger is kept in this clone.</param>
    /// <param name="head">Null where the ref is gone.</param>
    /// <param name="isBehind">Whether <paramref name="seen"/> follows <paramref name="head"/>, so that a plain push restores it.</param>
    public static ModelCIException Rewritten(LedgerRefs refs, string? remote, string? head, string seen, bool isBehind)
    {
        var where = remote is null ? "in this clone" : $"at the remote '{remote}'";
        var state = head is null ? "is gone" : $"has the head {head}";
        var restore = remote is null
            ? $"`git update-ref {refs.Ledger} {seen}`"
            : isBehind ? $"`git push {remote} {seen}:{refs.Ledger}`" : $"`git push --force-with-lease={refs.Ledger}:{head} {remote} {seen}:{refs.Ledger}`, once it is clear which of the two is right";
        return new ModelCIException(
            "MCI4026", $"the account was rewritten or deleted: the ledger {where} {state}; this clone has seen entries up to {seen}, which are not in it",
            refs.Ledger,
            $"restore it by {restore}, or rotate the test set{(remote is null ? "" : "; if the account was kept in this clone alone until now, the same push publishes it")}");
    }

    public static ModelCIException Unreachable(string remote, string why) => new(
        "MCI4025", $"the remote '{remote}', which keeps the ledger, cannot be read: {why}", "ledger.remote",
        "check the network and this checkout's credentials, run with --offline for a provisional verdict, or name another remote in ledger.remote");

    public static ModelCIException Unanswered(string remote, string why) => new(
        "MCI4025", $"the remote '{remote}' did not answer for an entry that was pushed to it, so that it is not known whether the entry was written: {why}", "ledger.remote",
        "run again when the remote can be reached; what was opened and not finished counts as a step");

    public static ModelCIException Refused(string remote, string why) => new(
        "MCI4027", $"the remote '{remote}' did not take the entry, and nothing was written: {why}", "ledger.remote",
        "give this checkout the right to push to refs/modelci/* (GitHub Actions: `permissions: contents: write`), run with --offline for a provisional verdict, or name another remote in ledger.remote");

    public static ModelCIException UnknownRemote(string remote) => new(
        "MCI4028", $"this clone has no remote '{remote}', which is to keep the ledger", "ledger.remote",
        $"add it by `git remote add {remote} URL`, name another one in ledger.remote (none: the account stays in this clone), or run with --offline for a provisional verdict");

    public static ModelCIException Locked(LedgerRefs refs) => new(
        "MCI4024", "git could not update the ledger's refs in this clone: other runs kept changing them, or one that was killed left git's lock behind",
        refs.Ledger, $"if no other run is under way, remove {refs.Ledger}.lock and {refs.Seen}.lock in git's folder; then run again");

    public static ModelCIException OfflineMoved(string name) => new(
        "MCI4024", "another run appended provisional entries while these were pushed", name, "run again");
}
