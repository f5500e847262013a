using System.Runtime.InteropServices;

namespace ModelCI.Inference.Client;

/// <summary>
/// This process as others of the same user see it. The worker is one of them, and Linux lets it read the environment, the memory and the open files of
/// the gate, labels and keys among them, unless the gate says that it is nobody's business.
/// </summary>
internal static partial class OwnProcess
{
    private const int SetDumpable = 4;

    /// <summary>
    /// Closes it to whoever has no right to trace any process, and leaves no core dump (prctl(2), PR_SET_DUMPABLE). Children that are started are not
    /// concerned. Linux only; root keeps its rights.
    /// </summary>
    public static void CloseToOthers()
    {
        if (OperatingSystem.IsLinux()) _ = ProcessControl(SetDumpable, 0, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
