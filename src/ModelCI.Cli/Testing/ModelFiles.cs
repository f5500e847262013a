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
    private readonly Lazy<string> _temporary = new(() => Directory.CreateTempSubdirectory("modelci-").FullName);

    public ModelFiles(GateConfiguration configuration, GitRepository repository, string? baseRevision)
    {
        _configuration = configuration;
        _repository = repository;
        _baseRevision = baseRevision;
        Candidate = Find("candidate", configuration.Candidate);
        Baseline = configuration.Baseline is null ? null : Find("baseline", configuration.Baseline);
    }

    public ModelFile Candidate { get; }

    public ModelFile? Baseline { get; }

    /// <summary>Whether there is nothing to decide.</summary>
    public bool AreEqual => Candidate.Identity == Baseline?.Identity;

    public void Dispose()
    {
        if (_temporary.IsValueCreated) Directory.Delete(_temporary.Value, recursive: true);
    }

    private ModelFile Find(string role, ModelSettings settings)
    {
        var path = settings.Location switch
        {
            ModelLocation.LocalFile file => Path.GetFullPath(file.Path, _configuration.Folder),
            ModelLocation.AtRevision at => Extract(role, _repository.Resolve(at.Revision, role), at.Path),
            ModelLocation.AtBase => Extract(role, BaseCommit(), PathInRepository()),
            _ => throw new InvalidOperationException($"unknown location {settings.Location}"),
        };
        return new ModelFile(
            role, settings.Text, path, Digest(role, settings.Text, path),
            settings.Inputs ?? _configuration.Holdout.Inputs, settings.Output ?? _configuration.Holdout.Output);
    }

    private static string Digest(string role, string shown, string path)
    {
        if (!File.Exists(path))
            throw new ModelCIException("MCI2001", $"the {role} '{shown}' does not exist", role, "check the path; it is relative to the folder of modelci.yml");
        return ModelDigest.OfFile(path);
    }

    private string BaseCommit() => _baseRevision is null ? _repository.BaseCommit() : _repository.Resolve(_baseRevision, "--base");

    private string PathInRepository()
    {
        var candidate = ((ModelLocation.LocalFile)_configuration.Candidate.Location).Path;
        var relative = Path.GetRelativePath(_repository.Root, Path.GetFullPath(candidate, _configuration.Folder));
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? throw new ModelCIException(
                "MCI1010", $"`baseline: base` takes the candidate's path at the base commit, but '{candidate}' lies outside the repository",
                "baseline", "move the model into the repository, or name the baseline by a path")
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private string Extract(string role, string commit, string path)
    {
        var content = _repository.ReadFile(commit, path);
        var file = Path.Combine(_temporary.Value, role + Path.GetExtension(path));
        File.WriteAllBytes(file, content);
        return file;
    }
}
