using ModelCI.DuckDB;

namespace ModelCI.Holdout.Tables;

/// <summary>Tells what DuckDB says of a compressed file that it cannot unpack.</summary>
internal static class Unpacking
{
    private static readonly string[] Words = ["gzip", "zstd", "frame", "miniz", "decompress", "decoding", "checksum", "corrupt", "footer", "unconsumed", "dictionary mismatch"];

    // What is wrong with the unpacked text quotes it, and the text may hold any word.
    private static readonly string[] OfTheText = ["Invalid Input Error: CSV Error", "Invalid Input Error: Malformed JSON", "Invalid Input Error: JSON transform"];

    public static bool IsFailure(DuckDBException failure) =>
        !OfTheText.Any(start => failure.Detail.StartsWith(start, StringComparison.Ordinal)) && Words.Any(word => failure.Detail.Contains(word, StringComparison.OrdinalIgnoreCase));
}
