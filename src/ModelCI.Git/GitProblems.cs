using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>Every problem with git itself, with its code.</summary>
internal static class GitProblems
{
    public static ModelCIException NoGit() => new("MCI4020", "git was not found on PATH", fix: "install git; the account of a test set lives in it");

    public static ModelCIException NoRepository(string folder, string message) => new(
        "MCI4021", $"no git repository here: the account of a test set is a ref of one ({message})", folder,
        "run in a clone of your repository, or run `git init` first");

    public static ModelCIException UnknownRevision(string revision, string key) => new(
        "MCI4022", $"git knows no commit '{revision}'", key, "fetch it, or name a commit, branch or tag that this clone has");

    public static ModelCIException NotAtRemote(string revision, string key, string remote, string why) => new(
        "MCI4022", $"git knows no commit '{revision}': this clone is shallow and lacks it, and the remote '{remote}' did not give it ({why})", key,
        "name a branch or tag of the remote or a commit's whole name, or fetch more history (actions/checkout: `fetch-depth: 0`)");

    public static ModelCIException NoFileAtRevision(string revision, string path) => new(
        "MCI2001", $"there is no file '{path}' at commit {revision}", "baseline",
        "name the baseline by a path, or by git:<rev>:<path> relative to the repository's root; the first model has `baseline: none`");

    public static ModelCIException NoBase(string why) => new(
        "MCI4023", $"the base commit of `baseline: base` cannot be found: {why}", "baseline", "name it with --base REV");

    public static ModelCIException LargeFilePointer(string path) => new(
        "MCI2002", $"'{path}' is a Git LFS pointer and not the file itself", path, "install git-lfs and run `git lfs pull`");

    public static ModelCIException Failed(string what, GitOutput output) => new(
        "MCI4024", $"git could not {what}: {output.ErrorLine}", fix: "make room on the disk, or mend the repository (`git fsck` tells more), and run again; if a step was opened before, it is spent");

    public static ModelCIException BrokenRef(string name) => new(
        "MCI4002", "the ledger is damaged: git cannot read the ref", name, "restore the ref from a clone that has it whole");
}
