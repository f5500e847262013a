using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Git;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>Finds candidate and baseline: files of the work tree, or of a commit (written to a temporary folder until disposed).</summary>
internal sealed class ModelFiles : IDisposable
{
    private readonly GateConfiguration _configuration;
    private readonly GitRepository _repository;
    private readonly string? _baseRevision;
    private readonly string? _rules;
    private readonly Lazy<ModelFile> _candidate;
    private readonly Lazy<ModelFile?> _baseline;
    private readonly Lazy<string> _temporary = new(() => Directory.CreateTempSubdirectory("modelci-").FullName);

    /// <param name="candidate">A file in place of the configured candidate, which then only says what the baseline's path is; null for that.</param>
    /// <param name="rules">Commit that the configuration was read from, and with it a baseline that it names by a path; null for the work tree.</param>
    public ModelFiles(GateConfiguration configuration, GitRepository repository, string? baseRevision, string? candidate = null, string? rules = null)
    {
        _rules = rules;
        _configuration = configuration;
        _repository = repository;
        _baseRevision = baseRevision;
        _candidate = new Lazy<ModelFile>(() => Find("candidate", configuration.Candidate, candidate));
        _baseline = new Lazy<ModelFile?>(() => configuration.Baseline is null ? null : Find("baseline", configuration.Baseline, null));
    }

    /// <summary>Found when it is asked for first.</summary>
    /// <exception cref="ModelCIException">There is no such file or commit.</exception>
    public ModelFile Candidate => _candidate.Value;

    /// <summary>Likewise; null where none is configured.</summary>
    /// <exception cref="ModelCIException">There is no such file or commit.</exception>
    public ModelFile? Baseline => _baseline.Value;

    /// <summary>Finds both, so that what is wrong with either is said at once.</summary>
    /// <exception cref="ModelCIException">There is no such file or commit, or it is no model.</exception>
    public void FindBoth()
    {
        var problems = new List<Problem>();
        foreach (var find in (Action[])[() => _ = Candidate, () => _ = Baseline])
        {
            try
            {
                find();
            }
            catch (ModelCIException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }
        if (problems.Count > 0) throw new ModelCIException(problems);
    }

    public void Dispose()
    {
        if (_temporary.IsValueCreated) Directory.Delete(_temporary.Value, recursive: true);
    }

    private ModelFile Find(string role, ModelSettings settings, string? instead)
    {
        var path = instead is not null ? Path.GetFullPath(instead) : settings.Location switch
        {
            ModelLocation.LocalFile file when role == "baseline" && OfRules(file.Path) is { } kept => TryExtract(role, _rules!, kept),
            ModelLocation.LocalFile file => Path.GetFullPath(file.Path, _configuration.Folder),
            ModelLocation.AtRevision at => TryExtract(role, _repository.Resolve(at.Revision, role), at.Path),
            ModelLocation.AtBase => TryExtract(role, BaseCommit(), PathInRepository()),
            _ => throw new InvalidOperationException($"unknown location {settings.Location}"),
        };
        var (inputs, output) = (settings.Inputs ?? _configuration.Holdout.Inputs, settings.Output ?? _configuration.Holdout.Output);
        return new ModelFile(role, settings.Text, path, Digest(new ModelSource(role, instead ?? settings.Text, path, inputs, output)), inputs, output);
    }

    private static string Digest(ModelSource source)
    {
        var (role, shown, path) = (source.Role, source.DisplayPath, source.FilePath);
        if (Directory.Exists(path)) throw new ModelCIException("MCI2001", $"the {role} '{shown}' is a folder", role, "name the ONNX file in it");
        if (!File.Exists(path))
            throw new ModelCIException("MCI2001", $"the {role} '{shown}' does not exist", role, "check the path; it is relative to the folder of modelci.yml");
        if (ModelFileProblem.Of(source) is { } problem) throw new ModelCIException([problem]);
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (ExternalData.LocationsOf(path).FirstOrDefault(location => Beside(folder, location) is not { } file || !File.Exists(file)) is { } absent)
                throw new ModelCIException(
                    "MCI2001", $"the {role} '{shown}' keeps weights in '{absent}', and there is no such file in its folder", role,
                    "put the file there, or export the model as one file");
            return ModelDigest.OfModel(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ModelCIException("MCI2001", $"the {role} '{shown}' cannot be read: {failure.Message}", role, "check the file, its permissions and where its links lead");
        }
    }

    private string BaseCommit() => _baseRevision is null ? _repository.BaseCommit() : _repository.Resolve(_baseRevision, "--base");

    private string PathInRepository()
    {
        var candidate = ((ModelLocation.LocalFile)_configuration.Candidate.Location).Path;
        return InRepository(candidate) ?? throw new ModelCIException(
            "MCI1010", $"`baseline: base` takes the candidate's path at the base commit, but '{candidate}' lies outside the repository",
            "baseline", "move the model into the repository, or name the baseline by a path");
    }

    /// <summary>A baseline's path at the commit that rules: else a change would choose what it is compared with. Null where that has none.</summary>
    private string? OfRules(string path) => _rules is not null && InRepository(path) is { } file && _repository.HasFile(_rules, file) ? file : null;

    /// <summary>With slashes; null outside.</summary>
    private string? InRepository(string path)
    {
        // By git's own prefix: the folder may have been named through a symbolic link, the root never is.
        var relative = Path.GetRelativePath(_repository.Root, Path.GetFullPath(path, Path.Combine(_repository.Root, _repository.Prefix)));
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private string TryExtract(string role, string commit, string path)
    {
        try
        {
            return Extract(role, commit, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1023", $"the {role} of commit {commit[..12]} cannot be written to the temporary folder: {exception.Message}", Path.GetTempPath(),
                "make room there, or name another folder by the variable TMPDIR");
        }
    }

    private string Extract(string role, string commit, string path)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_temporary.Value, role)).FullName;
        var file = Path.Combine(folder, "model" + Path.GetExtension(path));
        File.WriteAllBytes(file, _repository.ReadFile(commit, path));
        var slash = path.LastIndexOf('/') + 1;
        foreach (var location in LocationsOf(file))
        {
            if (Beside(folder, location) is not { } target || target == file) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, _repository.ReadFile(commit, path[..slash] + location));
        }
        return file;
    }

    /// <summary>None for what is no model: whoever takes its digest refuses it.</summary>
    private static IReadOnlyList<string> LocationsOf(string file)
    {
        try
        {
            return ExternalData.LocationsOf(file);
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The full path, or null where it leaves the folder: ONNX Runtime reads no weights from elsewhere, and a device would have no end.</summary>
    private static string? Beside(string folder, string location)
    {
        var path = Path.GetFullPath(location, folder);
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }
}
