using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>
/// A temporary git repository with a gate in it, a home folder of its own, and the built modelci to run there. Nothing of the machine's git
/// configuration or environment takes part.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("modelci-e2e-").FullName;

    /// <summary>What modelci is started by: nothing, or a command that takes rights away.</summary>
    private string[] _prefix = [];

    public Workspace(bool withRepository = true)
    {
        foreach (var name in (string[])["repository", "home", "tmp"]) Directory.CreateDirectory(Path.Combine(_top, name));
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = Path.Combine(_top, "home"),
            ["TMPDIR"] = Temporary,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            // A repository above the temporary folder must not be found.
            ["GIT_CEILING_DIRECTORIES"] = _top,
            // .NET's own files in the temporary folder.
            ["DOTNET_EnableDiagnostics"] = "0",
        };
        if (System.Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } runtime) Environment["DOTNET_ROOT"] = runtime;
        if (!withRepository) return;
        Git("init", "--quiet", "--initial-branch", "main");
        Git("config", "user.name", "Ada");
        Git("config", "user.email", "ada@localhost");
    }

    /// <summary>The environment of everything that is run.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>The repository's root.</summary>
    public string Folder => Path.Combine(_top, "repository");

    /// <summary>TMPDIR.</summary>
    public string Temporary => Path.Combine(_top, "tmp");

    /// <summary>A folder outside the repository.</summary>
    public string Outside => Path.Combine(_top, "home");

    /// <summary>A repository whose root holds the digits example.</summary>
    public static Workspace Digits(bool withRepository = true)
    {
        var workspace = new Workspace(withRepository);
        foreach (var source in Directory.EnumerateFiles(Checkout.Example, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Checkout.Example, source);
            if (relative.StartsWith("modelci-report", StringComparison.Ordinal) || Path.GetExtension(relative) is ".py" or ".md") continue;
            var target = workspace.PathOf(relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
        return workspace;
    }

    /// <summary>A clone of a repository, as a person or a machine of its own has it.</summary>
    public static Workspace CloneOf(string url, params IEnumerable<string> options)
    {
        var workspace = new Workspace(withRepository: false);
        workspace.Git(["clone", "--quiet", .. options, url, "."]);
        workspace.Git("config", "user.name", "Ada");
        workspace.Git("config", "user.email", "ada@localhost");
        return workspace;
    }

    /// <summary>The same repository, keys and settings in another place.</summary>
    public Workspace Copy()
    {
        var copy = new Workspace(withRepository: false);
        using var child = Child.Start("cp", _top, Environment, "-a", Folder + "/.", copy.Folder);
        if (child.Wait() is { ExitCode: not 0 } outcome) throw new InvalidOperationException(outcome.ToString());
        foreach (var (name, value) in Environment) copy.Environment.TryAdd(name, value);
        return copy;
    }

    /// <summary>Makes everything a commit and shares it by a bare repository, which keeps the ledger from now on; returns its URL.</summary>
    public string Share()
    {
        Configure("remote: none ", "remote: origin ");
        Commit("a gate");
        var url = "file://" + Path.Combine(Outside, "remote.git");
        Git("init", "--quiet", "--bare", "--initial-branch", "main", url["file://".Length..]);
        Git("remote", "add", "origin", url);
        Git("push", "--quiet", "origin", "main");
        return url;
    }

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Replaces text that must be there.</summary>
    public void Edit(string relative, string from, string to)
    {
        var text = Read(relative);
        if (!text.Contains(from, StringComparison.Ordinal)) throw new ArgumentException($"'{from}' is not in {relative}", nameof(from));
        Write(relative, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Edits modelci.yml.</summary>
    public void Configure(string from, string to) => Edit("modelci.yml", from, to);

    /// <summary>
    /// Path, length, time and link of everything in the workspace: repository with its .git, home, temporary folder. Without the cache of answers, which may grow.
    /// </summary>
    public string[] State() =>
    [
        .. new DirectoryInfo(_top).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(entry => !entry.FullName.StartsWith(Path.Combine(Outside, ".cache"), StringComparison.Ordinal))
            .Select(entry => $"{entry.FullName} {(entry as FileInfo)?.Length} {(entry is FileInfo ? entry.LastWriteTimeUtc.Ticks : 0)} {entry.LinkTarget}")
            .Order(StringComparer.Ordinal),
    ];

    public Outcome Run(params IEnumerable<string> arguments) => RunIn(Folder, arguments);

    public Outcome RunIn(string folder, params IEnumerable<string> arguments)
    {
        using var child = Start(folder, arguments);
        return child.Wait();
    }

    public Child Start(string folder, params IEnumerable<string> arguments) => StartOther(folder, Checkout.Executable, arguments);

    /// <summary>Another program with the same rights.</summary>
    public Child StartOther(string folder, string program, params IEnumerable<string> arguments)
    {
        string[] command = [.. _prefix, program, .. arguments];
        return Child.Start(command[0], folder, Environment, command[1..]);
    }

    /// <summary>Takes every right to a file away. Root reads every file all the same, unless it runs without the capabilities to do so.</summary>
    public void Forbid(string relative)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("chmod is not present");
        else File.SetUnixFileMode(PathOf(relative), UnixFileMode.None);
        RunWithout("dac_override", "dac_read_search");
    }

    /// <summary>Commands run without some of root's capabilities from now on, as those of anybody else do.</summary>
    public void RunWithout(params IEnumerable<string> capabilities)
    {
        if (!System.Environment.IsPrivilegedProcess) return;
        if (!File.Exists("/usr/bin/setpriv")) Assert.Ignore("setpriv is not present");
        var rights = string.Join(',', capabilities.Select(capability => "-" + capability));
        _prefix = ["setpriv", "--bounding-set", rights, "--inh-caps", rights];
    }

    /// <summary>Runs git, which must succeed, and returns its output without the final line end.</summary>
    public string Git(params IEnumerable<string> arguments)
    {
        var outcome = TryGit(arguments);
        return outcome.ExitCode == 0 ? outcome.Out.TrimEnd('\n') : throw new InvalidOperationException($"git failed: {outcome}");
    }

    public Outcome TryGit(params IEnumerable<string> arguments)
    {
        using var child = Child.Start("git", Folder, Environment, arguments);
        return child.Wait();
    }

    /// <summary>Commits everything and returns the commit.</summary>
    public string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    /// <summary>The ledgers' refs.</summary>
    public string[] Ledgers() => Git("for-each-ref", "--format=%(refname)", "refs/modelci").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Number of entries of a ledger; 0 where there is none.</summary>
    public int Entries(string name = "digits") =>
        TryGit("rev-list", "--count", $"refs/modelci/{name}") is { ExitCode: 0 } counted ? int.Parse(counted.Out.Trim(), null) : 0;

    /// <summary>An entry's file as plain git shows it; the last entry is 0, the one before 1.</summary>
    public string EntryFile(int back, string file = "entry.json", string name = "digits") => Git("cat-file", "blob", $"refs/modelci/{name}~{back}:{file}");

    public JsonNode Entry(int back, string name = "digits") => JsonNode.Parse(EntryFile(back, name: name))!;

    /// <summary>report.json of the last run, which every test that reads it holds against its schema.</summary>
    public JsonNode Report()
    {
        var text = Read("modelci-report/report.json");
        ReportSchema.Check(text);
        return JsonNode.Parse(text)!;
    }

    public void Dispose()
    {
        // Git writes its objects read-only, which only matters on Windows.
        if (OperatingSystem.IsWindows()) foreach (var file in new DirectoryInfo(_top).EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        Directory.Delete(_top, recursive: true);
    }
}
