using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelCI.Inference.Protocol;

/// <summary>A file in memory that a child process inherits. Linux only.</summary>
internal static partial class InheritableFile
{
    private const uint CloseOnExec = 1;
    private const uint AllowSealing = 2;

    private const int SetFlags = 2;
    private const int AddSeals = 1033;

    private const int SealSeal = 1;
    private const int SealShrink = 2;
    private const int SealGrow = 4;
    private const int SealFutureWrite = 16;

    /// <returns>A file that no child inherits yet; null where the system has none.</returns>
    public static SafeFileHandle? Create(int bytes)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var descriptor = CreateMemoryFile("modelci-batches", CloseOnExec | AllowSealing);
        if (descriptor < 0) return null;
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Truncate(file, bytes) == 0) return file;
        file.Dispose();
        return null;
    }

    /// <summary>
    /// Fixes the size for good, and that only mappings that exist already are written to. Whoever inherits it could else cut it off under the
    /// gate's hands, and the gate would die of its next batch.
    /// </summary>
    /// <returns>Whether the system can (Linux 5.1).</returns>
    public static bool Seal(SafeFileHandle file) => Control(file, AddSeals, SealSeal | SealShrink | SealGrow | SealFutureWrite) == 0;

    /// <summary>Children that are started until it is closed inherit it, under the number that is returned.</summary>
    public static int LetInherit(SafeFileHandle file)
    {
        _ = Control(file, SetFlags, 0);
        return (int)file.DangerousGetHandle();
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate")]
    private static partial int Truncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafeFileHandle file, int command, int argument);
}
