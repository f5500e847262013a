namespace ModelCI.Git;

/// <summary>Brings one commit into a shallow clone, without the history before it.</summary>
internal sealed class CommitFetch(GitCommand git)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A model at that commit may be large.
    private static readonly TimeSpan Transfer = TimeSpan.FromMinutes(10);

    /// <summary>The remote that is asked: origin, or the only one; null for none.</summary>
    public string? Remote()
    {
        var remotes = git.Run("remote").Lines;
        return remotes.Contains("origin") ? "origin" : remotes.Length == 1 ? remotes[0] : null;
    }

    /// <summary>Fetches what a commit's whole name, or a tag or branch of the remote, names.</summary>
    /// <param name="revision">May begin with the remote's name: origin/main is main there.</param>
    /// <returns>The object's name, or null and the reason.</returns>
    public (string? Name, string Why) Fetch(string remote, string revision)
    {
        var name = IsWhole(revision) ? revision : null;
        if (name is null)
        {
            var plain = revision.StartsWith(remote + "/", StringComparison.Ordinal) ? revision[(remote.Length + 1)..] : revision;
            string[] refs = [$"refs/tags/{plain}", $"refs/heads/{plain}", revision];
            var listed = git.RunRemote(Patience, Patience, ["ls-remote", "--refs", "--", remote, .. refs]);
            if (!listed.Succeeded) return (null, listed.ErrorLine);
            var heads = listed.Lines.Select(line => line.Split('\t', 2)).ToLookup(pair => pair[1], pair => pair[0]);
            name = refs.SelectMany(candidate => heads[candidate]).FirstOrDefault();
            if (name is null) return (null, "it has no branch or tag of that name");
        }
        var fetched = git.RunRemote(
            Patience, Transfer,
            "fetch", "--quiet", "--no-tags", "--no-prune", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules", "--depth", "1", "--", remote, name);
        return fetched.Succeeded ? (name, "") : (null, fetched.ErrorLine);
    }

    private static bool IsWhole(string revision) => revision.Length is 40 or 64 && revision.All(char.IsAsciiHexDigit);
}
