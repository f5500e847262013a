namespace ModelCI.Holdout.Sealing;

/// <summary>Several files that appear together or not at all: each is written under another name and flushed to the disk, then all are renamed.</summary>
internal sealed class StagedFiles : IDisposable
{
    private readonly List<(string Staged, string Target)> _files = [];
    private readonly List<string> _newFolders = [];

    /// <param name="target">Absolute; its folder is made where there is none.</param>
    /// <exception cref="Core.Problems.ModelCIException">MCI4045, or a problem of what <paramref name="write"/> reads.</exception>
    public void Add(string target, Action<Stream> write) => Guard(target, () =>
    {
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            _newFolders.Add(folder);
        }
        var staged = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
        _files.Add((staged, target));
        using var stream = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        // Who may read a file does not change when its content does.
        if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(staged, File.GetUnixFileMode(target));
        write(stream);
        stream.Flush(flushToDisk: true);
    });

    public void Commit(bool overwrite)
    {
        foreach (var (staged, target) in _files) Guard(target, () => File.Move(staged, target, overwrite));
        _files.Clear();
        _newFolders.Clear();
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        foreach (var (staged, _) in _files) Attempt(() => File.Delete(staged));
        foreach (var folder in _newFolders) Attempt(() => Directory.Delete(folder));
    }

    private static void Guard(string target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SealingProblems.CannotWrite(target, failure.Message);
        }
    }

    // The problem that is on its way is the one to tell.
    private static void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
