namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Puts a script in git's place, to look at or to stop what modelci asks of it.</summary>
internal static class Wrappers
{
    // Holds git still after it has moved a ref: modelci is then between two steps for as long as the test needs.
    private const string HoldAfterUpdate = """
        "$REAL_GIT" "$@"
        code=$?
        if [ "$1" = update-ref ]; then
          echo x >> "$MODELCI_TEST_LOG"
          while [ -e "$MODELCI_TEST_LOG.hold" ]; do sleep 0.05; done
        fi
        exit $code
        """;

    /// <summary>Starts a process and waits until it has moved a ref; it stands still there until <see cref="Release"/>.</summary>
    public static Child StartAndHoldAfterUpdate(Workspace workspace, Func<Child> start)
    {
        var log = Log(workspace);
        if (!workspace.Environment.ContainsKey("MODELCI_TEST_LOG")) Install(workspace, HoldAfterUpdate);
        workspace.Environment["MODELCI_TEST_LOG"] = log;
        File.Delete(log);
        File.WriteAllText(log + ".hold", "");
        var child = start();
        Processes.WaitUntil(() => File.Exists(log), () => child.HasExited);
        return child;
    }

    /// <summary>Lets git go on, now and whenever it moves a ref.</summary>
    public static void Release(Workspace workspace) => File.Delete(Log(workspace) + ".hold");

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

    private static string Log(Workspace workspace) => Path.Combine(workspace.Outside, "log");
}
