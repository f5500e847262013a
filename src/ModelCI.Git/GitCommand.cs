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

    /// <summary>Talks to a remote, which may never answer: a command that takes longer than <paramref name="patience"/> is ended.</summary>
    public GitOutput RunRemote(TimeSpan patience, params string[] arguments)
    {
        // git ends a transfer over http that has come to a halt; the limit on the whole command is for all that git has no limit for.
        var seconds = Math.Max(1, (int)patience.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // Version 2 of the protocol gives a commit by its name, and only the refs that were asked for.
        return Run(
            [], patience,
            ["-c", "protocol.version=2", "-c", "http.lowSpeedLimit=1", "-c", $"http.lowSpeedTime={seconds}", "-c", "maintenance.auto=false", "-c", "gc.auto=0", .. arguments]);
    }

    private GitOutput Run(ReadOnlySpan<byte> input, TimeSpan patience, string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
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
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = ReadAsync(process.StandardOutput.BaseStream);
            try
            {
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // git ended without reading its input; its exit code tells.
            }
            if (process.WaitForExit(patience)) return new GitOutput(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
            process.Kill(entireProcessTree: true);
            return GitOutput.NoAnswer(patience);
        }
        catch (Win32Exception)
        {
            throw GitProblems.NoGit();
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer).ConfigureAwait(false);
        return buffer.ToArray();
    }
}
