using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ModelCI.Git;

/// <summary>Runs the git command: no shell, plumbing output only, never a prompt, English messages.</summary>
internal sealed class GitCommand(string folder)
{
    // Variables that would point git at another repository, index or store of objects than the folder's; a hook or CI may have set them.
    // They are those of `git rev-parse --local-env-vars` that name places.
    private static readonly string[] Foreign =
    [
        "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE",
    ];

    public GitOutput Run(params string[] arguments) => Run([], arguments);

    public GitOutput Run(ReadOnlySpan<byte> input, params string[] arguments) => Run(input, Timeout.InfiniteTimeSpan, arguments);

    /// <summary>Talks to a remote, which may never answer.</summary>
    /// <param name="patience">How long nothing may happen, where git can tell: in a transfer over http.</param>
    /// <param name="longest">When the command is ended, whatever it waits for.</param>
    public GitOutput RunRemote(TimeSpan patience, TimeSpan longest, params string[] arguments)
    {
        var seconds = Math.Max(1, (int)patience.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // Version 2 of the protocol gives a commit by its name, and only the refs that were asked for.
        string[] settings = ["protocol.version=2", "http.lowSpeedLimit=1", $"http.lowSpeedTime={seconds}", "maintenance.auto=false", "gc.auto=0"];
        return Run([], longest, [.. settings.SelectMany(setting => (string[])["-c", setting]), .. arguments]);
    }

    /// <summary>Runs a command whose output is long, and is taken in as it comes.</summary>
    /// <param name="read">Gets the output, which ends early where git fails.</param>
    public T Read<T>(ReadOnlySpan<byte> input, string what, Func<Stream, T> read, params string[] arguments)
    {
        var (end, value) = Run(input, Timeout.InfiniteTimeSpan, arguments, read);
        end.Require(what);
        return value!;
    }

    private GitOutput Run(ReadOnlySpan<byte> input, TimeSpan patience, string[] arguments)
    {
        var (end, bytes) = Run(input, patience, arguments, ReadAll);
        return end with { Bytes = bytes ?? [] };
    }

    private (GitOutput End, T? Value) Run<T>(ReadOnlySpan<byte> input, TimeSpan patience, string[] arguments, Func<Stream, T> read)
    {
        try
        {
            using var process = Process.Start(StartInfo(arguments))!;
            var error = process.StandardError.ReadToEndAsync();
            var stream = process.StandardOutput.BaseStream;
            var output = Task.Run(() => read(stream));
            try
            {
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // git ended without reading its input; its exit code tells.
            }
            if (process.WaitForExit(patience)) return (new GitOutput(process.ExitCode, [], error.GetAwaiter().GetResult()), output.GetAwaiter().GetResult());
            process.Kill(entireProcessTree: true);
            return (GitOutput.NoAnswer(patience), default);
        }
        catch (Win32Exception)
        {
            throw GitProblems.NoGit();
        }
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in Foreign) start.Environment.Remove(name);
        // The account's key stays in this process.
        start.Environment.Remove("MODELCI_KEY");
        start.Environment.Remove("MODELCI_ORDER_KEY");
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        // A commit's name says what is read: nothing else is put in its place.
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        // Ledger commits speak for the tool; who ran it is in the entry.
        foreach (var role in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{role}_NAME"] = "ModelCI";
            start.Environment[$"GIT_{role}_EMAIL"] = "modelci@localhost";
        }
        return start;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
