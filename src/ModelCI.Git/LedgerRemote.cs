using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>The remote that keeps ledgers.</summary>
internal sealed class LedgerRemote(GitRepository repository, LedgerPlace.Remote place)
{
    // More entries than a ledger will ever have; "all of it" (--unshallow) would fetch the history of the code as well.
    private const string Deepest = "2147483646";

    // A ledger may be long, and its first transfer as well.
    private readonly TimeSpan _transfer = 10 * place.Patience;

    // Known before it is asked: git would take another name for a path, and a pull request can bring a folder of any name.
    private readonly Lazy<string> _name = new(() => repository.HasRemote(place.Name) ? place.Name : throw LedgerStoreProblems.UnknownRemote(place.Name));

    public string Name => _name.Value;

    /// <summary>Heads of all ledgers, by the full names of their refs.</summary>
    /// <exception cref="ModelCIException">MCI4025, MCI4028.</exception>
    public Dictionary<string, string> Heads() => TryHeads(out var output) ?? throw LedgerStoreProblems.Unreachable(Name, output.ErrorLine);

    /// <summary>As <see cref="Heads"/>; null where the remote gives no answer.</summary>
    public Dictionary<string, string>? TryHeads(out GitOutput output)
    {
        output = repository.Git.RunRemote(place.Patience, place.Patience, "ls-remote", "--refs", "--", Name, LedgerRefs.Ledgers + "*");
        if (!output.Succeeded) return null;
        // The pattern also finds the same words further down in a ref's name.
        return output.Lines.Select(line => line.Split('\t', 2))
            .Where(pair => pair[1].StartsWith(LedgerRefs.Ledgers, StringComparison.Ordinal) && !pair[1][LedgerRefs.Ledgers.Length..].Contains('/'))
            .ToDictionary(pair => pair[1], pair => pair[0]);
    }

    /// <summary>Fetches the objects of refs and changes no ref.</summary>
    public GitOutput Fetch(IEnumerable<string> names) => Fetch([], names);

    /// <summary>Fetches what a shallow fetch left out of a ledger.</summary>
    public GitOutput Complete(string name) => Fetch(["--depth", Deepest], [name]);

    /// <summary>Moves a ref of the remote forward, or makes it.</summary>
    public GitOutput Push(string commit, string name) => Push([], commit, name);

    /// <summary>Asks whether it could be moved or made, and leaves it.</summary>
    public GitOutput TryPush(string commit, string name) => Push(["--dry-run"], commit, name);

    private GitOutput Push(string[] options, string commit, string name) => repository.Git.RunRemote(
        place.Patience, _transfer,
        // Neither hooks of this clone nor its settings are meant for an account's refs.
        ["push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-recurse-submodules", .. options, "--", Name, $"{commit}:{name}"]);

    private GitOutput Fetch(string[] depth, IEnumerable<string> names) => repository.Git.RunRemote(
        place.Patience, _transfer,
        // --refmap= and the others: no ref but ours, whatever the clone's settings say; --no-filter: a partial clone would fetch each entry alone.
        [
            "fetch", "--quiet", "--no-tags", "--no-prune", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules", "--no-filter",
            .. depth, "--", Name, .. names,
        ]);
}
