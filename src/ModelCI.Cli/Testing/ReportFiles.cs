using ModelCI.Cli.Configuration;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Git;
using ModelCI.Reporting;
using ModelCI.Reporting.JUnit;
using ModelCI.Reporting.Publishing;

namespace ModelCI.Cli.Testing;

/// <summary>The folder of the report's files.</summary>
/// <param name="folder">As given; null for the one beside the configuration.</param>
/// <param name="configurationFile">As given or found.</param>
/// <param name="revision">Commit that the configuration is read from; null for the work tree.</param>
/// <param name="publishes">Whether the Action's file is among them.</param>
/// <param name="announces">Whether this is no run, but what comes before one.</param>
/// <param name="junit">Where JUnit XML is written beside them; null for nowhere.</param>
internal sealed class ReportFiles(string? folder, string configurationFile, string? revision, bool publishes, bool announces, string? junit)
{
    public const string Json = "report.json";
    public const string Summary = "summary.md";
    public const string Html = "report.html";
    public const string Request = "labels-request.csv";
    public const string Publication = "publication.json";
    public const string Announcement = "announcement.json";

    /// <summary>What a run leaves behind: an announcement stays until the next one.</summary>
    private static readonly string[] OfRun = [Json, Summary, Html, Request, Publication];

    public bool Publishes => publishes;

    /// <summary>The configuration, once it is read: what a problem after that belongs to.</summary>
    public GateConfiguration? Ruling { get; set; }

    /// <summary>The folder.</summary>
    /// <param name="beside">Folder of the configuration.</param>
    public string PathOf(string beside) => Path.GetFullPath(folder ?? Path.Combine(beside, "modelci-report"));

    /// <summary>Removes the files of an earlier run.</summary>
    /// <param name="beside">Folder of the configuration.</param>
    /// <exception cref="ModelCIException">MCI1021.</exception>
    public void Discard(string beside)
    {
        var path = PathOf(beside);
        try
        {
            if (Directory.Exists(path)) foreach (var name in OfRun) File.Delete(Path.Combine(path, name));
            if (junit is not null && File.Exists(junit)) File.Delete(junit);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1021", $"the report of an earlier run cannot be removed: {exception.Message}", path, "remove it, or name another folder with --report DIR");
        }
    }

    /// <returns>The folder.</returns>
    /// <param name="beside">Folder of the configuration.</param>
    /// <exception cref="ModelCIException">MCI1021.</exception>
    public string Write(string beside, IEnumerable<(string Name, string Text)> files)
    {
        var path = PathOf(beside);
        try
        {
            Directory.CreateDirectory(path);
            // The folder keeps itself out of the user's commits.
            foreach (var (name, text) in files.Prepend((".gitignore", "*\n"))) WholeFile.Write(Path.Combine(path, name), text);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1021", $"the report cannot be written: {exception.Message}", path,
                "name a folder with --report DIR; the result is recorded, running again repeats it at no cost");
        }
    }

    /// <summary>Whether JUnit XML is wanted.</summary>
    public bool HasJUnit => junit is not null;

    /// <summary>Checks the place of the JUnit XML before anything is decided.</summary>
    /// <exception cref="ModelCIException">MCI1021.</exception>
    public void CheckJUnit()
    {
        if (junit is null) return;
        var path = Path.GetFullPath(junit);
        if (Directory.Exists(path)) throw Problem("it is a folder");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw Problem("its folder is not there");

        ModelCIException Problem(string why) => new("MCI1021", $"the JUnit XML cannot be written: {why}", junit, "name another file with --junit FILE");
    }

    /// <summary>Writes the JUnit XML, where it is wanted.</summary>
    /// <exception cref="ModelCIException">MCI1021.</exception>
    public void WriteJUnit(string xml)
    {
        try
        {
            WholeFile.Write(Path.GetFullPath(junit!), xml);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1021", $"the JUnit XML cannot be written: {exception.Message}", junit,
                "name another file with --junit FILE; the result is recorded, running again repeats it at no cost");
        }
    }

    /// <summary>Writes what to publish of a run that could not be measured. Standard error says the same, so that what keeps it from being written is of no interest.</summary>
    public void TryPublish(IReadOnlyList<Problem> problems)
    {
        if (!publishes && !announces && junit is null) return;
        var beside = Path.GetDirectoryName(Path.GetFullPath(configurationFile))!;
        // An overriding template may be what is wrong.
        var publisher = new Publisher(new ReportRenderer(null), Places(Ruling));
        try
        {
            Discard(beside);
            if (junit is not null) WriteJUnit(JUnitXml.Of(TestSetName.TryFind(configurationFile), problems));
            if (!publishes && !announces) return;
            if (announces) Write(beside, [(Announcement, publisher.Announce().ToJson())]);
            Write(beside, [(Publication, publisher.Of(problems).ToJson())]);
        }
        catch (ModelCIException)
        {
            // Said already, or said by the exit code alone.
        }
    }

    /// <param name="configuration">Null where it cannot be read: then the name of the test set is what the file says by itself.</param>
    public GatePlaces Places(GateConfiguration? configuration)
    {
        var (root, prefix) = Repository();
        var candidate = (configuration?.Candidate.Location as ModelLocation.LocalFile)?.Path;
        return new GatePlaces(
            configuration?.Holdout.Name ?? TestSetName.TryFind(RulingConfiguration.TryReadText(configurationFile, revision)), prefix + Path.GetFileName(configurationFile), configuration?.ConditionLine ?? 1,
            candidate is null ? null : InRepository(root, prefix, candidate));
    }

    private (string Root, string Prefix) Repository()
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(configurationFile))!;
        try
        {
            var repository = GitRepository.Around(beside);
            return (repository.Root, repository.Prefix);
        }
        catch (ModelCIException)
        {
            // Without a repository there is no run either, and its error says so.
            return (beside, "");
        }
    }

    private static string? InRepository(string root, string prefix, string path)
    {
        var relative = Path.GetRelativePath(root, Path.GetFullPath(path, Path.Combine(root, prefix)));
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
