using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>Loads the file's text; what keeps it from being read is the user's problem, not a crash.</summary>
internal static class ConfigurationFile
{
    private const int LargestSize = 256 * 1024;

    private const string FindFix = "pass --config PATH, or write one with `modelci init`";

    /// <summary>The text of a configuration, without a byte order mark; problems name the path as given.</summary>
    /// <exception cref="ModelCIException">The file is missing, unreadable, too large or no UTF-8 text.</exception>
    public static string Load(string path) => Load(path, path, LargestSize, FindFix);

    /// <summary>The text of a file like it.</summary>
    /// <param name="shown">What problems call it.</param>
    /// <param name="largest">Bytes.</param>
    /// <param name="fix">What to do where there is none.</param>
    /// <exception cref="ModelCIException">The file is missing, unreadable, too large or no UTF-8 text.</exception>
    public static string Load(string path, string shown, int largest, string fix)
    {
        if (Directory.Exists(path)) throw Problem(shown, ConfigurationProblems.NoFile("this is a folder, not a file", fix));
        if (!File.Exists(path)) throw Problem(shown, ConfigurationProblems.NoFile("there is no such file", fix));
        try
        {
            var bytes = new byte[largest + 1];
            using var stream = File.OpenRead(path);
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Decode(bytes.AsSpan(0, length), shown, largest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem(shown, ConfigurationProblems.NoFile($"the file cannot be read: {exception.Message}", "check its permissions"));
        }
    }

    /// <summary>The text of a configuration that is no file of the work tree.</summary>
    /// <exception cref="ModelCIException">It is too large or no UTF-8 text.</exception>
    public static string Decode(byte[] bytes, string shown) => Decode(bytes, shown, LargestSize);

    private static string Decode(ReadOnlySpan<byte> bytes, string shown, int largest)
    {
        if (bytes.Length > largest)
            throw Problem(shown, ConfigurationProblems.BadYaml($"the file is larger than {largest / 1024} KiB, which no such file is"));
        try
        {
            using var reader = new StreamReader(
                new MemoryStream(bytes.ToArray()), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Problem(shown, ConfigurationProblems.BadYaml("the file is not UTF-8 text", "save it as UTF-8"));
        }
    }

    private static ModelCIException Problem(string shown, Problem problem) => new([problem with { Where = shown }]);
}
