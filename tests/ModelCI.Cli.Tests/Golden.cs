using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace ModelCI.Cli.Tests;

/// <summary>Compares text with a committed file; MODELCI_UPDATE_GOLDEN=1 rewrites the file instead.</summary>
internal static class Golden
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Absolute path of a file of the repository.</summary>
    public static string PathOf(string fromRoot) => Path.Combine(Root, fromRoot);

    public static void Check(string actual, string fromRoot)
    {
        var path = PathOf(fromRoot);
        if (Environment.GetEnvironmentVariable("MODELCI_UPDATE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"{fromRoot} differs; MODELCI_UPDATE_GOLDEN=1 rewrites it");
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
