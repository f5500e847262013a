using System.Globalization;
using ModelCI.Cli.Ledgers;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Git;

namespace ModelCI.Cli.Diagnosing;

/// <summary>Where the account lives, whether it can be read and pushed to, and whether the keys are those that it was begun with.</summary>
internal static class LedgerChecks
{
    private const string Remote = "remote";
    private const string Account = "account";

    public static IEnumerable<Check> Of(GateConfiguration configuration, GitRepository repository, TestSetKeys? keys, bool isOffline, TimeProvider time)
    {
        var access = new LedgerAccess(configuration, repository, keys, isOffline, time);
        if (access.Place is LedgerPlace.Remote remote)
        {
            var (rights, isReadable) = Rights(repository, remote.Name, configuration.Holdout.Name);
            yield return rights;
            if (!isReadable) yield break;
        }
        else
        {
            yield return Check.Ok(Remote, access.Place is LedgerPlace.Local ? "none: the account stays in this clone" : "not asked (--offline)");
        }
        yield return Read(configuration, access, keys);
    }

    private static (Check Check, bool IsReadable) Rights(GitRepository repository, string remote, string name)
    {
        try
        {
            var rights = RemoteRights.Of(repository, remote, name);
            if (rights.Unreachable is { } why)
                return (new Check(Remote, CheckState.Problem, $"'{remote}' does not answer: {why}", "check the network, the address (`git remote -v`) and your credentials"), false);
            if (rights.Refusal is { } refusal)
                return (new Check(
                    Remote, CheckState.Problem, $"'{remote}' answers, but a push to refs/modelci/{name} would be refused: {refusal}",
                    "get the right to push there (GitHub: `permissions: contents: write`), or keep the account local with ledger.remote: none"), true);
            return (rights.WasAsked
                ? Check.Ok(Remote, $"'{remote}' answers and takes pushes to refs/modelci/{name} (a dry run; hooks of the server were not asked)")
                : new Check(Remote, CheckState.Warning, $"'{remote}' answers; without a commit a push cannot be tried", "make a first commit"), true);
        }
        catch (ModelCIException exception)
        {
            return (Check.Of(Remote, CheckState.Problem, exception.Problems[0]), false);
        }
    }

    private static Check Read(GateConfiguration configuration, LedgerAccess access, TestSetKeys? keys)
    {
        Ledger ledger;
        try
        {
            ledger = access.LoadWithoutKey();
        }
        catch (ModelCIException exception)
        {
            return Check.Of(Account, CheckState.Problem, exception.Problems[0]);
        }
        var name = configuration.Holdout.Name;
        if (ledger.Account.TestSet is not { } testSet) return Check.Ok(Account, $"'{name}' has none yet: the first run begins it");
        var entries = string.Create(CultureInfo.InvariantCulture, $"'{name}': {ledger.Entries.Count:#,0} entries, chain intact");
        // Loading has refused keys that are not the account's.
        if (keys is not null) return Check.Ok(Account, entries + ", begun with these keys");
        return testSet.Key is null ? Check.Ok(Account, entries) : new Check(Account, CheckState.Warning, $"{entries}; it was begun with the key {testSet.Key}, which is not set here", "set the keys where runs shall work");
    }
}
