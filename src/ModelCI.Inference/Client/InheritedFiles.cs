using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelCI.Inference.Client;

/// <summary>
/// Files that whoever started the gate left open in it. .NET opens its own so that no child gets them; those that it was born with would be
/// handed on to the process that runs foreign models, and a labels file may be among them. Linux only.
/// </summary>
internal static partial class InheritedFiles
{
    private const string Folder = "/proc/self/fd";
    private const int StandardError = 2;
    private const int GetFlags = 1;
    private const int SetFlags = 2;
    private const int CloseOnExec = 1;

    /// <summary>Keeps them from every child that is started from now on.</summary>
    public static void KeepFromChildren()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var path in Directory.EnumerateFileSystemEntries(Folder))
        {
            var file = int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture);
            // What cannot be asked is closed already: another thread's, or the listing's own.
            if (file > StandardError && Control(file, GetFlags, 0) is >= 0 and var flags) _ = Control(file, SetFlags, flags | CloseOnExec);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int file, int command, int argument);
}
