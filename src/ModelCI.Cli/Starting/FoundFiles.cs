using ModelCI.Holdout;

namespace ModelCI.Cli.Starting;

/// <summary>What a folder has that a gate could be made of.</summary>
/// <param name="Models">Paths relative to the current folder, with slashes, as one types them.</param>
/// <param name="Data">Files that may hold items or labels.</param>
internal sealed record FoundFiles(IReadOnlyList<string> Models, IReadOnlyList<ItemFile> Data)
{
    private const int MostEntries = 20_000;
    private const int MostData = 100;
    private const int Deepest = 4;

    // What builds and package managers fill.
    private static readonly string[] Foreign = ["bin", "obj", "node_modules", "modelci-report", "venv", "__pycache__", "site-packages"];

    /// <param name="folder">Absolute; one that is not there has nothing.</param>
    public static FoundFiles In(string folder)
    {
        if (!Directory.Exists(folder)) return new FoundFiles([], []);
        var paths = Paths(folder, Deepest).Take(MostEntries).Select(path => Path.GetRelativePath(Environment.CurrentDirectory, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal).ToArray();
        // Most .json files are no JSON lines, and large ones take long to tell.
        var data = paths.Where(path => ItemFile.MayBe(path) && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MostData);
        return new FoundFiles(
            [.. paths.Where(path => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))],
            [.. data.Select(path => ItemFile.TryDescribe(path, Environment.CurrentDirectory)).OfType<ItemFile>()]);
    }

    private static IEnumerable<string> Paths(string folder, int depth)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System | FileAttributes.Hidden };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options)) yield return file;
        if (depth == 0) yield break;
        foreach (var child in Directory.EnumerateDirectories(folder, "*", options))
        {
            var name = Path.GetFileName(child);
            // A link may lead in a circle.
            if (name.StartsWith('.') || Foreign.Contains(name) || new DirectoryInfo(child).LinkTarget is not null) continue;
            foreach (var file in Paths(child, depth - 1)) yield return file;
        }
    }
}
