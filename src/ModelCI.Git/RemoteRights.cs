namespace ModelCI.Git;

/// <summary>What this clone may do at the remote that keeps a ledger. Asking changes nothing there or here.</summary>
/// <param name="Unreachable">Why it does not answer; null where it does.</param>
/// <param name="Refusal">Why a push would be refused; null where it would not, or was not tried.</param>
/// <param name="WasAsked">Whether a push was tried, without doing it; that takes a commit.</param>
public sealed record RemoteRights(string? Unreachable, string? Refusal, bool WasAsked)
{
    /// <param name="remote">A remote that this clone has configured.</param>
    /// <param name="name">The test set's name.</param>
    /// <exception cref="Core.Problems.ModelCIException">MCI4028: no such remote.</exception>
    public static RemoteRights Of(GitRepository repository, string remote, string name)
    {
        var ledger = new LedgerRemote(repository, new LedgerPlace.Remote(remote));
        var names = new LedgerRefs(name);
        if (ledger.TryHeads(out var answer) is not { } heads) return new RemoteRights(answer.ErrorLine, null, false);
        // What is there already is no change; where it is not at hand, any commit asks whether the ref may be made or moved.
        var there = heads.GetValueOrDefault(names.Ledger);
        var isAtHand = there is not null && repository.Git.Run("cat-file", "-e", there).Succeeded;
        if ((isAtHand ? there : repository.Head()) is not { } commit) return new RemoteRights(null, null, false);
        var push = ledger.TryPush(commit, names.Ledger);
        // That another commit is there already was found out after the right to push.
        return new RemoteRights(null, push.Succeeded || PushReport.Of(push).IsLostRace ? null : PushReport.Of(push).Reason, true);
    }
}
