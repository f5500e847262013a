using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Arrays;

/// <summary>What can be wrong with an .npz archive, with its code: MCI330x.</summary>
internal static class ArchiveProblems
{
    private const string Save = "save it with numpy.savez(file, name=array, ...)";

    public static ModelCIException NotAnArchive(string file, string reason) => new("MCI3300", $"not an .npz archive that can be read: {reason}", file, "fetch or write it again");

    public static ModelCIException NoArrays(string file) => new("MCI3301", "an archive without arrays", file, Save);

    public static ModelCIException NotArrays(string file, IReadOnlyList<string> members) =>
        new("MCI3302", $"members that are no .npy arrays: {Listing.Of(members)}", file, Save);

    public static ModelCIException ClimbingNames(string file, IReadOnlyList<string> members) =>
        new("MCI3303", $"members whose names lead out of the archive, or hold control characters: {Listing.Of(members)}", file, Save);

    public static ModelCIException RepeatedNames(string file, IReadOnlyList<string> members) =>
        new("MCI3304", $"members that occur more than once: {Listing.Of(members)}", file, Save);

    public static ModelCIException Encrypted(string file, string member) =>
        new("MCI3305", $"the member {Listing.Quote(member)} is encrypted", file, "save the arrays as they are; `modelci holdout seal` encrypts the archive");

    public static ModelCIException Unpackable(string file, string reason) =>
        new("MCI3306", $"the member cannot be unpacked: {reason}", file, "fetch or write it again");

    public static ModelCIException TooLarge(string file, long bytes, long most) =>
        new("MCI3307", $"the member unpacks to {bytes} bytes; there is room for {most}", file, "save it as an .npy file, which is not unpacked");

    public static ModelCIException Bomb(string file, long bytes, long packed) =>
        new("MCI3307", $"the member unpacks from {packed} to {bytes} bytes, which looks like an attack", file, "save it with numpy.savez, not compressed, or as an .npy file");

    public static ModelCIException SharedNames(IReadOnlyList<string> names) =>
        new("MCI3308", $"arrays of the same name in several files: {Listing.Of(names)}", "holdout.items", "rename one of them");
}
