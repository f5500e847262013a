using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>Finds the configuration where <c>--config</c> does not name it.</summary>
internal static class ConfigurationLocator
{
    public const string FileName = "modelci.yml";

    private static readonly string[] NearMisses = ["modelci.yaml", ".modelci.yml", ".modelci.yaml"];

    /// <summary>
    /// modelci.yml in <paramref name="startFolder"/> or above it up to the repository's root. Outside a repository only the folder itself
    /// counts: a file further up may be anyone's.
    /// </summary>
    /// <returns>The path relative to the current folder, as messages show it.</returns>
    /// <exception cref="ModelCIException">There is none.</exception>
    public static string Find(string startFolder)
    {
        var folders = Folders(Path.GetFullPath(startFolder));
        foreach (var folder in folders)
        {
            var file = Path.Combine(folder, FileName);
            if (File.Exists(file)) return Shorten(file);
        }
        var searched = folders.Count == 1 ? "in this folder" : "in this folder and above it up to the repository's root";
        var near = folders.SelectMany(folder => NearMisses.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        throw new ModelCIException([
            ConfigurationProblems.NoFile($"there is no {FileName} {searched}", near is null
                ? "write one with `modelci init`, or pass --config PATH"
                : $"rename {Shorten(near)} to {FileName}, or pass --config {Shorten(near)}"),
        ]);
    }

    private static List<string> Folders(string start)
    {
        var folders = new List<string>();
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            folders.Add(folder);
            // In a worktree or submodule .git is a file.
            if (Path.Exists(Path.Combine(folder, ".git"))) return folders;
        }
        return [start];
    }

    private static string Shorten(string file) => Path.GetRelativePath(Environment.CurrentDirectory, file);
}
