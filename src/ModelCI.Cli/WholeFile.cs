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
        var partial = target + ".partial";
        File.WriteAllText(partial, text);
        if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(partial, File.GetUnixFileMode(target));
        File.Move(partial, target, overwrite: true);
    }
}
