namespace ModelCI.Git;

/// <summary>How git says that a ref was changed, or was being changed, by somebody else.</summary>
internal static class RefConflict
{
    // `update-ref`, and receive-pack behind a push, in the words of git 2.30 to 2.51. The first one is a lock that is held; the word
    // "lock" alone would also be in the message of a disk that is full.
    private static readonly string[] Signs =
    [
        "File exists", "but expected", "reference already exists", "reference is missing but expected", "incorrect old value provided",
        "unable to resolve reference",
    ];

    public static bool IsIn(string message) => Signs.Any(sign => message.Contains(sign, StringComparison.Ordinal));
}
