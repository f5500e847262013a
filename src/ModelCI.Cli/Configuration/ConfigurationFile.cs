using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>Loads the file's text; what keeps it from being read is the user's problem, not a crash.</summary>
internal static class ConfigurationFile
{
    private const int LargestSize = 256 * 1024;

    private const string FindFix = "pass --config PATH, or write one as the README shows";

    /// <summary>The text, without a byte order mark.</summary>
    /// <exception cref="ModelCIException">The file is missing, unreadable, too large or no UTF-8 text.</exception>
    public static string Load(string path)
    {
        if (Directory.Exists(path)) throw Problem(path, ConfigurationProblems.NoFile("this is a folder, not a file", "pass --config PATH with a file"));
        if (!File.Exists(path)) throw Problem(path, ConfigurationProblems.NoFile("there is no such file", FindFix));
        try
        {
            var bytes = new byte[LargestSize + 1];
            using var stream = File.OpenRead(path);
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestSize)
                throw Problem(path, ConfigurationProblems.BadYaml($"the file is larger than {LargestSize / 1024} KiB, which no configuration is"));
            using var reader = new StreamReader(
                new MemoryStream(bytes, 0, length), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Problem(path, ConfigurationProblems.BadYaml("the file is not UTF-8 text", "save it as UTF-8"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem(path, ConfigurationProblems.NoFile($"the file cannot be read: {exception.Message}", "check its permissions"));
        }
    }

    private static ModelCIException Problem(string path, Problem problem) => new([problem with { Where = path }]);
}
