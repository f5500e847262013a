using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>Stores an entry as a commit. Nothing of the work tree, the index or any ref is touched.</summary>
internal sealed class LedgerWriter(GitCommand git)
{
    public const string EntryFile = "entry.json";

    private const string What = "store an entry";

    /// <summary>The commit behind <paramref name="parent"/> whose tree holds the entry and its parts.</summary>
    /// <exception cref="ModelCIException">MCI4024.</exception>
    public string Write(LedgerDraft draft, string? parent)
    {
        var files = draft.Parts.Prepend(KeyValuePair.Create(EntryFile, draft.Entry)).OrderBy(file => file.Key, StringComparer.Ordinal);
        var listing = string.Concat(files.Select(file => $"100644 blob {WriteBlob(file.Value)}\t{file.Key}\n"));
        var tree = git.Run(Encoding.UTF8.GetBytes(listing), "mktree").Require(What).Text;
        string[] parents = parent is null ? [] : ["-p", parent];
        return git.Run(["commit-tree", "-m", $"ModelCI ledger entry {draft.ToRecord().Hash}", .. parents, tree]).Require(What).Text;
    }

    private string WriteBlob(byte[] bytes) => git.Run(bytes, "hash-object", "-w", "--stdin").Require(What).Text;
}
