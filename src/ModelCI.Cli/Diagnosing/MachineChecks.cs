using System.Runtime.InteropServices;
using ModelCI.Core.Problems;
using ModelCI.Git;
using ModelCI.Holdout;

namespace ModelCI.Cli.Diagnosing;

/// <summary>Versions, and libraries that are part of this process.</summary>
internal static class MachineChecks
{
    // `git push --porcelain`, protocol version 2 and `--no-write-fetch-head` are all there (2.29, October 2020).
    private static readonly Version OldestGit = new(2, 29);

    public static IEnumerable<Check> Of()
    {
        yield return Check.Ok("modelci", $"{ToolVersion.Text}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}");
        yield return Git();
        if (GitTools.LargeFiles() is { } version) yield return Check.Ok("git-lfs", version);
        else yield return new Check("git-lfs", CheckState.Warning, "not installed; needed only where models or holdout are kept in Git LFS", "install git-lfs if they are");
        yield return DuckDB();
    }

    private static Check Git()
    {
        try
        {
            var text = GitTools.Version();
            var isOld = Version.TryParse(string.Join('.', text.Split('.').TakeWhile(part => part.All(char.IsAsciiDigit)).Take(3)), out var version) && version < OldestGit;
            return isOld ? new Check("git", CheckState.Warning, text, $"upgrade to {OldestGit} or newer") : Check.Ok("git", text);
        }
        catch (ModelCIException exception)
        {
            return Check.Of("git", CheckState.Problem, exception.Problems[0]);
        }
    }

    private static Check DuckDB()
    {
        try
        {
            return Check.Ok("DuckDB", $"{TableEngine.Version()} loads");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or InvalidOperationException)
        {
            return new Check("DuckDB", CheckState.Problem, $"its library does not load: {exception.Message}", "install ModelCI again, for this platform");
        }
    }
}
