namespace ModelCI.Cli;

/// <summary>Files that are there as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the target, then renames; a file that is there is replaced and keeps its access rights.</summary>
    /// <exception cref="IOException">It cannot be written; a file that was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Write(string path, string text)
    {
        // A link to the file stays one.
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        Replace(target, text, OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target));
    }

    /// <summary>The same, for the eyes of whoever runs this only, whatever rights a file that was there had.</summary>
    /// <param name="path">Without symbolic links.</param>
    public static void WritePrivate(string path, string text) => Replace(path, text, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static void Replace(string target, string text, UnixFileMode? mode)
    {
        var partial = target + ".partial";
        File.Delete(partial);
        // Nobody else reads it before it has its rights.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(partial, options)) file.Write(text);
        if (mode is { } rights && !OperatingSystem.IsWindows()) File.SetUnixFileMode(partial, rights);
        File.Move(partial, target, overwrite: true);
    }
}
