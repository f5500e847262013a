using System.Globalization;
using System.Text;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Git;
using ModelCI.Reporting;

namespace ModelCI.Cli.Configuration;

/// <summary>
/// The configuration that rules a run, with the files that it rules by: schema and templates. On a pull request it is the base commit's, because
/// whoever may edit the rules can ask what they like: a slice's predicate alone asks sealed items a question.
/// </summary>
internal sealed class RulingConfiguration : IDisposable
{
    // Lines: a report is read by people.
    private const int LongestDifference = 200;

    // Bytes.
    private const int LargestShown = 1 << 20;

    private readonly string? _copies;

    private RulingConfiguration(GateConfiguration settings, ConfigurationReport? origin, string? copies)
    {
        Settings = settings;
        Origin = origin;
        _copies = copies;
    }

    public GateConfiguration Settings { get; }

    /// <summary>Where it comes from; null for the work tree.</summary>
    public ConfigurationReport? Origin { get; }

    /// <summary>The commit that has it; null for the work tree.</summary>
    public string? BaseCommit => Origin is { IsNew: false } origin ? origin.Commit : null;

    /// <param name="file">As given on the command line or found.</param>
    /// <param name="revision">The commit to read it from; null for the work tree.</param>
    /// <exception cref="ModelCIException">All problems of the file; MCI4022: no such commit; MCI1029: a file outside the repository.</exception>
    public static RulingConfiguration Read(string file, string? revision)
    {
        if (revision is null) return new RulingConfiguration(ConfigurationReader.Read(file), null, null);
        var (repository, commit, path) = Find(file, revision);
        if (!repository.HasFile(commit, path)) return new RulingConfiguration(ConfigurationReader.Read(file), new ConfigurationReport(commit, IsNew: true, null), null);

        var settings = Parse(repository, commit, path, file);
        string[] rules = [InRepository(repository, settings.Holdout.Schema ?? Validating.SchemaFile.Usual, "holdout.schema"), .. Templates(repository, settings)];
        var difference = string.Concat(rules.Prepend(path).Select(rule => Difference(repository, commit, rule)));
        var origin = new ConfigurationReport(commit, IsNew: false, difference.Length == 0 ? null : Shortened(difference));
        var copies = Directory.CreateTempSubdirectory("modelci-rules-").FullName;
        var read = new RulingConfiguration(settings with { RulesFolder = Path.Combine(copies, repository.Prefix) }, origin, copies);
        try
        {
            foreach (var rule in rules.Where(rule => repository.HasFile(commit, rule))) Copy(repository, commit, rule, copies);
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_copies is not null) Directory.Delete(_copies, recursive: true);
    }

    /// <summary>The text that rules; null where it cannot be had.</summary>
    public static string? TryReadText(string file, string? revision)
    {
        try
        {
            if (revision is null) return ConfigurationFile.Load(file);
            var (repository, commit, path) = Find(file, revision);
            return repository.HasFile(commit, path) ? ConfigurationFile.Decode(repository.ReadFile(commit, path), file) : ConfigurationFile.Load(file);
        }
        catch (ModelCIException)
        {
            return null;
        }
    }

    /// <summary>
    /// The file's place at a commit, by its name alone: a link in its path, or a submodule, would lead to where the commit has no configuration, and so
    /// make that of the work tree rule.
    /// </summary>
    private static (GitRepository Repository, string Commit, string Path) Find(string file, string revision)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(folder))
            throw new ModelCIException([ConfigurationProblems.NoFile("there is no such folder in the work tree", "pass --config PATH") with { Where = file }]);
        var repository = GitRepository.Around(folder);
        var root = folder;
        while (!Path.Exists(Path.Combine(root, ".git")) && Path.GetDirectoryName(root) is { } above) root = above;
        var relative = Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');
        var prefix = relative == "." ? "" : relative + "/";
        if (prefix != repository.Prefix || repository.IsSubmodule())
            throw new ModelCIException(
                "MCI1029", "with --config-from this is read from a commit, and its folder is reached through a symbolic link or lies in a submodule", file,
                "name it by its own path in the repository");
        return (repository, repository.Resolve(revision, "--config-from"), prefix + Path.GetFileName(file));
    }

    private static string Difference(GitRepository repository, string commit, string path)
    {
        var now = new FileInfo(Path.Combine(repository.Root, path));
        // A link is shown as what it is, not followed: it could lead to any file of this machine.
        var after = now.LinkTarget is { } target ? Encoding.UTF8.GetBytes($"(a symbolic link to {target})\n")
            : !now.Exists ? null
            : now.Length > LargestShown ? Encoding.UTF8.GetBytes("(a file that is too large to show)\n")
            : File.ReadAllBytes(now.FullName);
        return FileDifference.Of(path, repository.HasFile(commit, path) ? repository.ReadFile(commit, path) : null, after);
    }

    private static GateConfiguration Parse(GitRepository repository, string commit, string path, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        try
        {
            return ConfigurationReader.Parse(ConfigurationFile.Decode(repository.ReadFile(commit, path), file), file, folder);
        }
        catch (ModelCIException exception)
        {
            // The file of the work tree may be another.
            throw new ModelCIException([.. exception.Problems.Select(problem => problem with { Where = $"{problem.Where} (at commit {commit[..12]})" })]);
        }
    }

    private static IEnumerable<string> Templates(GitRepository repository, GateConfiguration settings)
    {
        if (settings.Templates is not { } folder) return [];
        var inRepository = InRepository(repository, folder, "report.templates");
        return ReportRenderer.Names.Select(name => inRepository.Length == 0 ? name : $"{inRepository}/{name}");
    }

    private static string InRepository(GitRepository repository, string written, string key)
    {
        var root = Path.GetFullPath("/repository");
        var full = Path.GetFullPath(written, Path.Combine(root, repository.Prefix));
        var relative = Path.GetRelativePath(root, full);
        return Path.IsPathRooted(written) || relative.StartsWith("..", StringComparison.Ordinal)
            ? throw new ModelCIException(
                "MCI1029", $"with --config-from this is read from a commit, and '{Shown.Text(written)}' leads out of the repository", key,
                "name it by a path within the repository, relative to the configuration")
            : relative == "." ? "" : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private static string Shortened(string difference)
    {
        var lines = difference.Split('\n');
        return lines.Length <= LongestDifference
            ? difference
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', lines.Take(LongestDifference))}\n... and {lines.Length - LongestDifference:#,0} more lines");
    }

    private static void Copy(GitRepository repository, string commit, string path, string copies)
    {
        var target = Path.Combine(copies, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, repository.ReadFile(commit, path));
    }
}
