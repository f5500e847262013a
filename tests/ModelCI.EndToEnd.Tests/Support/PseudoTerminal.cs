using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Runs the program on a terminal of its own, by Python's pty, and types answers.</summary>
internal static class PseudoTerminal
{
    // Types each answer when the program has asked: when its output ends with ": ".
    private const string Script = """
        import os, pty, select, sys, time
        answers = sys.argv[1].split("|") if sys.argv[1] else []
        pid, fd = pty.fork()
        if pid == 0:
            os.execv(sys.argv[2], sys.argv[2:])
        shown, asked, end = b"", 0, time.time() + 90
        while time.time() < end:
            if not select.select([fd], [], [], 1)[0]: continue
            try: part = os.read(fd, 4096)
            except OSError: break
            if not part: break
            shown += part
            if shown.endswith(b"> ") and asked < len(answers):
                answer = answers[asked]
                os.write(fd, b"\x03" if answer == "^C" else b"\x04" if answer == "^D" else (answer + "\n").encode())
                asked += 1
        status = os.waitpid(pid, 0)[1]
        sys.stdout.buffer.write(shown)
        sys.exit(os.waitstatus_to_exitcode(status) % 256)
        """;

    /// <param name="answers">Lines; ^C and ^D stand for these keys.</param>
    public static Outcome Run(Workspace workspace, string[] answers, params IEnumerable<string> arguments)
    {
        var python = ((string[])["/usr/bin/python3", "/usr/local/bin/python3"]).FirstOrDefault(File.Exists);
        if (python is null || OperatingSystem.IsWindows()) Assert.Ignore("python3, whose pty plays the terminal, is not present");
        using var child = Child.Start(python, workspace.Folder, workspace.Environment, ["-c", Script, string.Join('|', answers), Checkout.Executable, .. arguments]);
        return child.Wait();
    }
}
