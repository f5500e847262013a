using System.Diagnostics;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>A real git repository in a temporary folder, and plain git to look at it with.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    public TemporaryRepository(bool isInitialised = true)
    {
        if (!isInitialised) return;
        Git("init", "--quiet", "--initial-branch", "main");
        Git("config", "user.name", "Ada");
        Git("config", "user.email", "ada@localhost");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("modelci-git-").FullName;

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    /// <summary>Runs git in the repository, which must succeed, and returns its output without the final line end.</summary>
    public string Git(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.TrimEnd('\n')
            : throw new InvalidOperationException($"git {string.Join(' ', start.ArgumentList)}: {error.GetAwaiter().GetResult()}");
    }

    /// <summary>Writes a file, commits everything, and returns the commit.</summary>
    public string Commit(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        Git("add", "--all");
        Git("commit", "--quiet", "--message", $"{file}: {text}");
        return Git("rev-parse", "HEAD");
    }

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        Directory.Delete(Folder, recursive: true);
    }
}
