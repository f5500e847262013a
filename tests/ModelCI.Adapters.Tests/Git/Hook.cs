using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Scripts that git runs in a repository.</summary>
internal static class Hook
{
    /// <param name="gitFolder">The folder .git, or a bare repository.</param>
    public static void Install(string gitFolder, string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the hook is for a Unix shell");
            return;
        }
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(gitFolder, "hooks")).FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
