using System.Runtime.InteropServices;

namespace ModelCI.Inference.Worker;

/// <summary>
/// What this process forbids itself before it loads a model: more private memory than the limit, and a core dump, which would hold models and items.
/// Linux only; elsewhere nothing is limited, and a model that asks for too much is the system's concern.
/// </summary>
internal static partial class ProcessLimits
{
    private const int DataSize = 2;
    private const int CoreSize = 4;

    /// <param name="memoryBytes">
    /// Of private writable memory: heaps, stacks and buffers, not mapped files. The address space cannot be limited: .NET reserves far more than it uses.
    /// </param>
    public static void Set(long memoryBytes)
    {
        if (!OperatingSystem.IsLinux()) return;
        Lower(CoreSize, 0);
        Lower(DataSize, checked((nuint)memoryBytes));
    }

    private static void Lower(int resource, nuint limit)
    {
        // Who started the gate may have set a lower one, and only root may raise that.
        if (GetLimit(resource, out var current) == 0) limit = nuint.Min(limit, current.Most);
        if (SetLimit(resource, new Limit { Current = limit, Most = limit }) != 0)
            throw new InvalidOperationException($"setrlimit({resource}): {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private struct Limit
    {
        public nuint Current;
        public nuint Most;
    }
}
