using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Sealing;

/// <summary>
/// A file in memory that has a path, for the database that reads tables by path only: no disk holds it, no child process inherits it, and it is
/// gone with this process.
/// </summary>
internal sealed partial class MemoryFile : IDisposable
{
    private const uint CloseOnExec = 1;

    private readonly FileStream _stream;

    private MemoryFile(HoldoutFile file, FileStream stream)
    {
        _stream = stream;
        File = file.InMemory(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}"));
    }

    /// <summary>The file to read; messages name it as the sealed one.</summary>
    public HoldoutFile File { get; }

    /// <exception cref="Core.Problems.ModelCIException">The system has no such files, or the content does not open.</exception>
    public static MemoryFile Of(HoldoutFile file, Unsealer unsealer)
    {
        using var content = unsealer.Open(file, SealedKind.Items);
        var stream = new FileStream(Create(file), FileAccess.ReadWrite);
        try
        {
            file.Guard(() =>
            {
                content.CopyTo(stream);
                stream.Flush();
                return stream;
            });
            return new MemoryFile(file, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static SafeFileHandle Create(HoldoutFile file)
    {
        if (!OperatingSystem.IsLinux()) throw SealingProblems.TableNeedsLinux(file.Written);
        var descriptor = CreateMemoryFile("modelci", CloseOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw SealingProblems.NoMemoryFile(file.Written, Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
