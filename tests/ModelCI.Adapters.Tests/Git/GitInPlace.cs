using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Puts a shell script in git's place on PATH, until what is returned is disposed.</summary>
internal static class GitInPlace
{
    /// <param name="folder">A new folder for the script.</param>
    /// <param name="script">Lines for sh; $GIT is the path of the real git.</param>
    public static IDisposable Of(string folder, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the script in git's place is for a Unix shell");
            return null!;
        }
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var real = path.Split(Path.PathSeparator).Select(place => Path.Combine(place, "git")).First(File.Exists);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "git");
        File.WriteAllText(file, $"#!/bin/sh\nGIT='{real}'\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new ProcessVariables(("PATH", folder + Path.PathSeparator + path));
    }
}
