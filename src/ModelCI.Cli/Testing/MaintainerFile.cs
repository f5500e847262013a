using ModelCI.Cli.Terminals;
using ModelCI.Core.Problems;
using ModelCI.Git;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>The file of the maintainers' edition, in a place where it does not reach developers by itself.</summary>
internal sealed class MaintainerFile
{
    private const string Flag = "--maintainer-report";

    private readonly string _given;
    private readonly string _path;

    private MaintainerFile(string given, string path)
    {
        _given = given;
        _path = path;
    }

    /// <summary>Checks the place before anything is decided.</summary>
    /// <param name="given">By the user.</param>
    /// <param name="reportFolder">Folder of the report files, which developers get.</param>
    /// <param name="beside">Folder of the configuration.</param>
    /// <param name="isKeyed">Whether the account is sealed from those who read the repository.</param>
    /// <exception cref="ModelCIException">MCI1046: developers would get it there; MCI1047: no file can be written there.</exception>
    public static MaintainerFile Of(string given, string reportFolder, string beside, bool isKeyed)
    {
        var path = Real(given, given);
        if (Directory.Exists(path)) throw Unwritable(given, "it is a folder", "name a file");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw Unwritable(given, "its folder is not there", "make the folder, or name a file in another one");
        if (IsInside(path, Real(reportFolder, given)))
            throw new ModelCIException(
                "MCI1046", "the maintainers' report would lie among the report files, which developers get", $"{Flag} {given}", "name a file elsewhere");
        if (!isKeyed) return new MaintainerFile(given, path);
        var repository = GitRepository.Around(beside);
        if (IsInside(path, Real(repository.Root, given)) && !repository.Ignores(path))
            throw new ModelCIException(
                "MCI1046", "the maintainers' report would lie in the work tree, where a commit can take it along", $"{Flag} {given}",
                "name a file outside the repository, or one that .gitignore names");
        return new MaintainerFile(given, path);
    }

    /// <exception cref="ModelCIException">MCI1047.</exception>
    public void Write(string page, Terminal terminal)
    {
        try
        {
            WholeFile.WritePrivate(_path, page);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_given, exception.Message, "name another file; the result is recorded, running again repeats it at no cost");
        }
        terminal.Note($"{_given} shows all that the run saw of the test set: it must not reach people who choose models");
    }

    private static string Real(string path, string given)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unwritable(given, exception.Message, "name another file");
        }
    }

    private static bool IsInside(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    private static ModelCIException Unwritable(string given, string why, string fix) =>
        new("MCI1047", $"the maintainers' report cannot be written: {why}", $"{Flag} {given}", fix);
}
