using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary>
/// Before an account begins: no other remote of this clone keeps one that it would stand in for. An edit of <c>ledger.remote</c> would else be a
/// fresh account in every fresh checkout.
/// </summary>
internal static class OtherPlaces
{
    /// <exception cref="ModelCIException">MCI4017 names the remote.</exception>
    public static void Check(GateConfiguration configuration, GitRepository repository, LedgerPlace place)
    {
        if (place is LedgerPlace.Offline) return;
        var name = configuration.Holdout.Name;
        foreach (var remote in repository.Remotes().Where(remote => remote != (place as LedgerPlace.Remote)?.Name))
        {
            var kept = GitLedgerStore.NamesAt(repository, remote);
            // An account for this clone alone is a choice that a repository makes once, for all of its test sets.
            if (!kept.Contains(name) && !(place is LedgerPlace.Local && kept.Count > 0)) continue;
            throw new ModelCIException(
                "MCI4017",
                $"the remote '{remote}' keeps {(kept.Contains(name) ? $"an account of the test set '{name}'" : "the accounts of this repository")}, and ledger.remote is {(place as LedgerPlace.Remote)?.Name ?? "none"}: another account would begin here",
                $"{configuration.File}: ledger.remote", $"write ledger.remote: {remote}");
        }
    }
}
