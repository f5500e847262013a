using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>
/// Reads chains of commits. A commit's name is a hash of all that it leads to: what was read under one never changes, and is not read again.
/// </summary>
/// <param name="name">The ledger's ref, for messages.</param>
internal sealed class ChainReader(GitCommand git, string name)
{
    private const string EntryFile = LedgerWriter.EntryFile;

    private LedgerChain _known = LedgerChain.Empty;

    /// <summary>The chain up to a commit, or up to nothing.</summary>
    /// <returns>Null where this clone has only the last commits of the chain.</returns>
    /// <exception cref="ModelCIException">MCI4002: not one chain, or an entry without its files. MCI4024: git failed.</exception>
    public LedgerChain? Read(string? head)
    {
        if (head is null) return LedgerChain.Empty;
        if (head == _known.Head) return _known;
        if (_known.Head is { } known && List(head, "^" + known) is { Count: > 0 } news && news[0].Skip(1).SequenceEqual([known]))
            return _known = Extend(_known, news);
        var all = List(head);
        return all[0] is [var first] && IsCut(first) ? null : _known = Extend(LedgerChain.Empty, all);
    }

    /// <summary>Words "commit parents", oldest first.</summary>
    private List<string[]> List(params string[] range)
    {
        var output = git.Run(["rev-list", "--reverse", "--parents", .. range]).Require("list the ledger");
        return [.. output.Lines.Select(line => line.Split(' '))];
    }

    private LedgerChain Extend(LedgerChain chain, List<string[]> news)
    {
        string[] commits = [.. chain.Commits, .. news.Select(line => line[0])];
        var start = chain.Commits.Count;
        for (var index = start; index < commits.Length; index++)
        {
            // A commit with two parents would let a ledger contain entries without counting them.
            string[] parents = index == 0 ? [] : [commits[index - 1]];
            if (!news[index - start].Skip(1).SequenceEqual(parents)) throw LedgerStoreProblems.NoChain(name, commits[index]);
        }
        var entries = GitBatch.Read(git, "blob", [.. commits.Skip(start).Select(commit => $"{commit}:{EntryFile}")]);
        var parts = new PartReader(git, commits);
        var records = entries.Select((entry, index) => new LedgerRecord(
            entry ?? throw LedgerStoreProblems.NoFiles(name, start + index + 1), part => parts.Read(start + index, part)));
        return new LedgerChain(commits, [.. chain.Records, .. records]);
    }

    // A shallow clone shows a commit whose parent it lacks as one without a parent; the commit itself still names it.
    private bool IsCut(string commit)
    {
        var text = Encoding.UTF8.GetString(GitBatch.Read(git, "commit", [commit])[0] ?? []);
        return text.Split("\n\n", 2)[0].Contains("\nparent ", StringComparison.Ordinal);
    }
}
