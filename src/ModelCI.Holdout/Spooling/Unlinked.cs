namespace ModelCI.Holdout.Spooling;

/// <summary>Temporary files without a name: nobody else finds them, and they are gone with the process, however it ends.</summary>
internal static class Unlinked
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Room in the system's temporary folder.</summary>
    public static long FreeBytes() => new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;

    /// <exception cref="IOException">No room, or no right to write, in the system's temporary folder.</exception>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"modelci-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = BufferBytes };
        // There a file that is open keeps its name; it goes when the last handle does.
        if (OperatingSystem.IsWindows()) options.Options = FileOptions.DeleteOnClose;
        else options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return stream;
    }
}
