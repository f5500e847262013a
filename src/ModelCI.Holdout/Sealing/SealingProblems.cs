using ModelCI.Core.Problems;

namespace ModelCI.Holdout.Sealing;

/// <summary>Every problem with sealed files, with its code. No message holds anything of a file's content or of a key but its fingerprint.</summary>
internal static class SealingProblems
{
    private const string Restore = "restore the file (`git checkout -- FILE`, `git lfs pull`), or seal the plain file again";

    public static ModelCIException NoKeys(string where) =>
        new("MCI4033", "a key is needed, and neither MODELCI_KEY nor MODELCI_ORDER_KEY is set", where,
            "set both variables to the pair of keys that the test set was sealed with; `modelci holdout seal --new-key` makes a pair for a new one");

    public static ModelCIException WrongKey(string file, string fingerprint) =>
        new("MCI4034", $"the file was sealed with another key than MODELCI_KEY (fingerprint {fingerprint}), or the start of the file was edited",
            file, "set MODELCI_KEY to the key that the test set was sealed with; if that is lost, start a new test set");

    public static ModelCIException Truncated(string file, long found, long expected) =>
        new("MCI4035", $"the sealed file was cut off: {expected} bytes are needed, it has {found}", file, Restore);

    public static ModelCIException Lengthened(string file, long found, long expected) =>
        new("MCI4036", $"the sealed file was edited: it had {expected} bytes, now it has {found}", file, Restore);

    public static ModelCIException Edited(string file, long from, int length) =>
        new("MCI4036", $"the sealed file was edited or damaged, within bytes {from} to {from + length} of its content", file, Restore);

    public static ModelCIException OtherTestSet(string file, string testSet) =>
        new("MCI4037", $"the file was not sealed for the test set '{testSet}', or its header was edited", file,
            "set holdout.name to the name that it was sealed under, or name the file that belongs to this test set");

    public static ModelCIException OtherKind(string file, SealedKind found, SealedKind expected) =>
        new("MCI4038", $"the file holds sealed {Word(found)}, where {Word(expected)} are needed", file, "exchange holdout.items and holdout.labels");

    public static ModelCIException NotSealed(string file) =>
        new("MCI4039", "the name ends in .sealed, but this is not a sealed file", file,
            "name the file that `modelci holdout seal` wrote, or take the ending .sealed off the name of a plain file");

    public static ModelCIException OtherVersion(string file, int version) =>
        new("MCI4040", $"the file is sealed in format version {version}; this version of ModelCI reads {SealedFormat.Version}", file, "upgrade ModelCI");

    public static ModelCIException TableNeedsLinux(string file) =>
        new("MCI4041", "sealed tables are read on Linux only: elsewhere the plain table would have to be written to a disk", file,
            "run the gate on Linux, or keep the items as .npy arrays");

    public static ModelCIException NoMemoryFile(string file, string reason) =>
        new("MCI4041", $"the sealed table cannot be opened in memory: {reason}", file, "run the gate where memfd_create and /proc are available");

    public static ModelCIException TargetExists(IReadOnlyList<string> files, string fix) =>
        new([.. files.Select(file => new Problem("MCI4043", "the file exists already and would be overwritten", file, fix))]);

    /// <param name="option">That names the folder.</param>
    public static ModelCIException SameTarget(string option, string name) =>
        new("MCI4043", $"two files of the holdout are called '{name}' and would overwrite each other", option, $"leave {option} out, or rename one of them");

    public static ModelCIException AlreadySealed(IEnumerable<string> files) =>
        new("MCI4044", $"there is nothing to seal: {string.Join(", ", files)}", "holdout", "name the plain files in modelci.yml, or leave it as it is");

    public static ModelCIException NothingSealed(IEnumerable<string> files) =>
        new("MCI4044", $"there is nothing to unseal: {string.Join(", ", files)}", "holdout", "name the sealed files in modelci.yml");

    public static ModelCIException CannotWrite(string file, string reason) =>
        new("MCI4045", $"the file cannot be written: {reason}", file, "make room or get the right to write there; nothing was changed");

    private static string Word(SealedKind kind) => kind.ToString().ToLowerInvariant();
}
