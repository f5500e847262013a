using System.Diagnostics;
using System.Globalization;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>What the operating system knows of a process and its children (Linux).</summary>
internal static class Processes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The id of the process that loads models, once it runs.</summary>
    public static int WaitForWorkerOf(Child gate)
    {
        int? found = null;
        WaitUntil(() => (found = Children(gate.Id).Cast<int?>().FirstOrDefault(IsWorker)) is not null, () => gate.HasExited);
        return found!.Value;
    }

    /// <summary>Waits until a condition holds; fails when <paramref name="never"/> says that it will not.</summary>
    public static void WaitUntil(Func<bool> condition, Func<bool>? never = null)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (never?.Invoke() == true && !condition()) throw new InvalidOperationException("the process ended before what was waited for");
            if (clock.Elapsed > Patience) throw new TimeoutException("what was waited for did not come");
            Thread.Sleep(20);
        }
    }

    /// <summary>Whether the process is gone, or dead and not yet collected.</summary>
    public static bool IsGone(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Whether no process works in a folder any more.</summary>
    public static bool AreGone(string folder) => !Directory.EnumerateDirectories("/proc").Any(process => WorksIn(process, folder));

    /// <summary>Processor time used so far, in clock ticks.</summary>
    public static long Ticks(int id) =>
        File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ')[11..13].Sum(part => long.Parse(part, CultureInfo.InvariantCulture));

    private static int[] Children(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture)).ToArray();
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool IsWorker(int? id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains("__worker", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool WorksIn(string process, string folder)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget is { } place && (place == folder || place.StartsWith(folder + "/", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
