using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>
/// Files that whoever started the gate left open in it. .NET opens its own so that no child gets them; those that it was born with would be
/// handed on to the process that runs foreign models, and a labels file may be among them. Only the memory that batches cross in is meant for it.
/// </summary>
internal static partial class InheritedFiles
{
    private const string Folder = "/proc/self/fd";
    private const int StandardError = 2;
    private const int GetFlags = 1;
    private const int SetFlags = 2;
    private const int CloseOnExec = 1;

    // What one process is to inherit is open to all that are started at that moment, and another's start would take it away.
    private static readonly Lock Starting = new();

    /// <summary>Starts a process that inherits the other end of some memory, if there is any, and nothing else.</summary>
    /// <returns>The number under which it inherits it; 0 without any.</returns>
    public static int Start(Process process, SharedMemory? memory)
    {
        lock (Starting)
        {
            KeepFromChildren();
            var file = memory?.LetInherit() ?? 0;
            try
            {
                process.Start();
            }
            finally
            {
                memory?.CloseFile();
            }
            return file;
        }
    }

    private static void KeepFromChildren()
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
