using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>The repository that holds the configuration and the account.</summary>
public sealed class GitRepository
{
    private static readonly byte[] LargeFileHeader = Encoding.ASCII.GetBytes("version https://git-lfs");

    private GitRepository(string root, string prefix)
    {
        Root = root;
        Prefix = prefix;
        Git = new GitCommand(root);
    }

    /// <summary>Absolute path of the work tree's root.</summary>
    public string Root { get; }

    /// <summary>Path from <see cref="Root"/> to the folder that it was found from, with slashes; empty for the root itself.</summary>
    public string Prefix { get; }

    internal GitCommand Git { get; }

    /// <summary>The repository around <paramref name="folder"/>.</summary>
    /// <exception cref="ModelCIException">MCI4020 without git, MCI4021 without a repository.</exception>
    public static GitRepository Around(string folder)
    {
        var output = new GitCommand(folder).Run("rev-parse", "--show-toplevel", "--show-prefix");
        var lines = output.Text.Split('\n');
        return output.Succeeded && lines[0].Length > 0
            ? new GitRepository(lines[0], lines.Length > 1 ? lines[1] : "")
            : throw GitProblems.NoRepository(folder, output.ErrorLine);
    }

    /// <summary>Whether this is a submodule of another repository's work tree.</summary>
    public bool IsSubmodule() => Git.Run("rev-parse", "--show-superproject-working-tree").Text.Length > 0;

    /// <summary>The commit checked out; null before the first one.</summary>
    public string? Head()
    {
        var output = Git.Run("rev-parse", "--quiet", "--verify", "HEAD^{commit}");
        return output.Succeeded ? output.Text : null;
    }

    /// <summary>Name of the person in git's configuration, for the ledger; null where none is set.</summary>
    public string? UserName()
    {
        var output = Git.Run("config", "--get", "user.name");
        return output.Succeeded && output.Text.Length > 0 ? output.Text : null;
    }

    /// <summary>Whether the repository has a remote of that name configured.</summary>
    public bool HasRemote(string name) => Git.Run("remote", "get-url", "--", name).Succeeded;

    /// <summary>Names of the remotes that this clone has configured.</summary>
    public IReadOnlyList<string> Remotes() => Git.Run("remote").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The commit that <paramref name="revision"/> names; a shallow clone that lacks it fetches that one commit.</summary>
    /// <param name="key">Option or configuration key that named it, for messages.</param>
    /// <exception cref="ModelCIException">MCI4022.</exception>
    public string Resolve(string revision, string key)
    {
        if ((CommitOf(revision) ?? OfRemote(revision)) is { } commit) return commit;
        var fetch = new CommitFetch(Git);
        // A whole clone is left whole: a commit without its history would make it shallow.
        if (!IsShallow() || fetch.Remote() is not { } remote) throw GitProblems.UnknownRevision(revision, key);
        var (name, why) = fetch.Fetch(remote, revision);
        if (name is null) throw GitProblems.NotAtRemote(revision, key, remote, why);
        return CommitOf(name) ?? throw GitProblems.NotAtRemote(revision, key, remote, "it is no commit");
    }

    /// <summary>A file at a commit; <paramref name="path"/> is relative to the root, with slashes.</summary>
    /// <exception cref="ModelCIException">MCI2001: no such file; MCI2002: an LFS pointer whose content is absent.</exception>
    public byte[] ReadFile(string commit, string path)
    {
        var output = Git.Run("cat-file", "blob", $"{commit}:{path}");
        if (!output.Succeeded) throw GitProblems.NoFileAtRevision(commit[..12], path);
        if (!output.Bytes.AsSpan().StartsWith(LargeFileHeader)) return output.Bytes;
        var content = Git.Run(output.Bytes, "lfs", "smudge");
        return content.Succeeded && !content.Bytes.AsSpan().StartsWith(LargeFileHeader) ? content.Bytes : throw GitProblems.LargeFilePointer(path);
    }

    /// <summary>Whether git leaves a file of the work tree out of commits: it is ignored and not tracked.</summary>
    /// <param name="path">Absolute, without symbolic links; the file need not be there.</param>
    public bool Ignores(string path) => Git.Run("check-ignore", "--quiet", "--", path).Succeeded;

    /// <summary>Whether there is a file at a commit; <paramref name="path"/> as in <see cref="ReadFile"/>.</summary>
    public bool HasFile(string commit, string path) => Git.Run("cat-file", "-t", $"{commit}:{path}") is { Succeeded: true, Text: "blob" };

    /// <summary>
    /// What <c>baseline: base</c> means without --base: the merge base with the default branch; on that branch itself the first parent.
    /// </summary>
    /// <exception cref="ModelCIException">MCI4023, with the reason.</exception>
    public string BaseCommit()
    {
        var head = Head() ?? throw GitProblems.NoBase("the repository has no commit yet");
        var branch = DefaultBranch() ?? throw GitProblems.NoBase("no default branch was found (origin/HEAD, main, master)");
        var mergeBase = Git.Run("merge-base", head, branch);
        if (!mergeBase.Succeeded)
        {
            throw GitProblems.NoBase(IsShallow() ? $"this clone is shallow and does not reach the merge base with {branch}" : $"HEAD and {branch} share no commit");
        }
        if (mergeBase.Text != head) return mergeBase.Text;
        var parent = Git.Run("rev-parse", "--quiet", "--verify", "HEAD^1^{commit}");
        return parent.Succeeded ? parent.Text : throw GitProblems.NoBase($"HEAD is on {branch} and has no parent in this clone");
    }

    /// <summary>Name of the default branch, else of the one checked out; null where neither is known.</summary>
    public string? DefaultBranchName()
    {
        if (DefaultBranch() is { } branch) return branch.Split('/', 4) is ["refs", "remotes", _, var remote] ? remote : branch["refs/heads/".Length..];
        var head = Git.Run("symbolic-ref", "--quiet", "--short", "HEAD");
        return head.Succeeded ? head.Text : null;
    }

    private bool IsShallow() => Git.Run("rev-parse", "--is-shallow-repository").Text == "true";

    private string? CommitOf(string revision)
    {
        var output = Git.Run("rev-parse", "--quiet", "--verify", "--end-of-options", revision + "^{commit}");
        return output.Succeeded ? output.Text : null;
    }

    /// <summary>A branch that this clone has as its remote's only, as CI does.</summary>
    private string? OfRemote(string revision)
    {
        const string branches = "refs/heads/";
        if (!revision.StartsWith(branches, StringComparison.Ordinal) || new CommitFetch(Git).Remote() is not { } remote) return null;
        return CommitOf($"refs/remotes/{remote}/{revision[branches.Length..]}");
    }

    private string? DefaultBranch()
    {
        var remote = Git.Run("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
        if (remote.Succeeded) return remote.Text;
        foreach (var name in (string[])["refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"])
        {
            if (Git.Run("rev-parse", "--quiet", "--verify", name).Succeeded) return name;
        }
        return null;
    }
}
