namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Puts a script in git's place, to look at or to stop what modelci asks of it.</summary>
internal static class Wrappers
{
    /// <summary>First on the workspace's PATH from now on. The script finds the real git in REAL_GIT.</summary>
    public static void Install(Workspace workspace, string script)
    {
        var path = workspace.Environment["PATH"];
        var real = path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "git")).First(File.Exists);
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Outside, "bin")).FullName;
        var file = Path.Combine(folder, "git");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        workspace.Environment["PATH"] = folder + Path.PathSeparator + path;
        workspace.Environment["REAL_GIT"] = real;
    }
}
