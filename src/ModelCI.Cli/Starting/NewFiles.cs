using ModelCI.Core.Problems;

namespace ModelCI.Cli.Starting;

/// <summary>Files that are written all or not at all.</summary>
internal static class NewFiles
{
    /// <summary>Looks whether they may be written.</summary>
    /// <exception cref="ModelCIException">MCI1043: every one that exists, unless they may be replaced.</exception>
    public static void Check(IEnumerable<string> paths, bool overwrite)
    {
        Problem[] problems =
        [
            .. paths.Where(path => Directory.Exists(path) || (!overwrite && Path.Exists(path)))
                .Select(path => new Problem("MCI1043", "this exists already and would be overwritten", Shown(path), "keep it, move it away, or replace it with --force; --no-workflow writes no workflow")),
        ];
        if (problems.Length > 0) throw new ModelCIException(problems);
    }

    /// <exception cref="ModelCIException">MCI1043: one cannot be written; none is.</exception>
    public static void Write(IReadOnlyList<(string Path, string Text)> files, bool overwrite)
    {
        Check(files.Select(file => file.Path), overwrite);
        var (staged, written, before) = (new List<string>(), new List<string>(), new Dictionary<string, byte[]>());
        var current = "";
        try
        {
            foreach (var (path, text) in files)
            {
                current = path;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (File.Exists(path)) before[path] = File.ReadAllBytes(path);
                var partial = $"{path}.{Guid.NewGuid():N}.partial";
                staged.Add(partial);
                File.WriteAllText(partial, text);
            }
            foreach (var ((path, _), partial) in files.Zip(staged))
            {
                current = path;
                File.Move(partial, path, overwrite);
                written.Add(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            foreach (var path in written)
            {
                if (before.TryGetValue(path, out var content)) File.WriteAllBytes(path, content);
                else File.Delete(path);
            }
            throw new ModelCIException("MCI1043", $"nothing was written, since this cannot be: {failure.Message}", Shown(current), "make room or change the permissions of its folder");
        }
        finally
        {
            foreach (var partial in staged) File.Delete(partial);
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
