using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>Loads the file's text; what keeps it from being read is the user's problem, not a crash.</summary>
internal static class ConfigurationFile
{
    private const int LargestSize = 256 * 1024;

    private const string FindFix = "pass --config PATH, or write one as the README shows";

    /// <summary>The text of a configuration, without a byte order mark; problems name the path as given.</summary>
    /// <exception cref="ModelCIException">The file is missing, unreadable, too large or no UTF-8 text.</exception>
    public static string Load(string path) => Load(path, path, LargestSize);

    /// <summary>The text of a file like it.</summary>
    /// <param name="shown">What problems call it.</param>
    /// <param name="largest">Bytes.</param>
    /// <exception cref="ModelCIException">The file is missing, unreadable, too large or no UTF-8 text.</exception>
    public static string Load(string path, string shown, int largest)
    {
        if (Directory.Exists(path)) throw Problem(shown, ConfigurationProblems.NoFile("this is a folder, not a file", "pass --config PATH with a file"));
        if (!File.Exists(path)) throw Problem(shown, ConfigurationProblems.NoFile("there is no such file", FindFix));
        try
        {
            var bytes = new byte[largest + 1];
            using var stream = File.OpenRead(path);
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > largest)
                throw Problem(shown, ConfigurationProblems.BadYaml($"the file is larger than {largest / 1024} KiB, which no such file is"));
            using var reader = new StreamReader(
                new MemoryStream(bytes, 0, length), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Problem(shown, ConfigurationProblems.BadYaml("the file is not UTF-8 text", "save it as UTF-8"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem(shown, ConfigurationProblems.NoFile($"the file cannot be read: {exception.Message}", "check its permissions"));
        }
    }

    private static ModelCIException Problem(string shown, Problem problem) => new([problem with { Where = shown }]);
}
