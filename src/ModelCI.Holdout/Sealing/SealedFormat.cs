namespace ModelCI.Holdout.Sealing;

/// <summary>
/// A sealed file: magic, version, salt, a check of the key, the sizes (sealed), then the content and its padding in sealed chunks of
/// <see cref="ChunkBytes"/>, the last one shorter. Nothing but magic and version is the same in two files.
/// </summary>
internal static class SealedFormat
{
    /// <summary>Follows the content's own ending: labels.csv.sealed.</summary>
    public const string Ending = ".sealed";

    /// <summary>Of sealed labels.</summary>
    public const string LabelsEnding = ".csv" + Ending;

    public const byte Version = 1;
    public const int SaltBytes = 32;
    public const int KeyCheckBytes = 16;
    public const int TagBytes = 16;
    public const int SizesBytes = 2 * sizeof(long);
    public const int ChunkBytes = 1 << 20;

    public static readonly int HeaderBytes = Magic.Length + 1 + SaltBytes + KeyCheckBytes + SizesBytes + TagBytes;

    /// <summary>The NUL tells git that the file is binary: line ends in it are none.</summary>
    public static ReadOnlySpan<byte> Magic => "MCISEAL\0"u8;
}
