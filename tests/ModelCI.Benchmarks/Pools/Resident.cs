using System.Diagnostics;
using System.Globalization;

namespace ModelCI.Benchmarks.Pools;

/// <summary>Anonymous memory of a process and the processes that it started, sampled while it runs (Linux).</summary>
internal sealed class Resident
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Largest sum of RssAnon, in MiB.</summary>
    public double MostTogether { get; private set; }

    /// <summary>Of the process itself.</summary>
    public double MostOfParent { get; private set; }

    public void Watch(Process process)
    {
        while (!process.WaitForExit(Interval))
        {
            var parent = Anonymous(process.Id);
            MostOfParent = Math.Max(MostOfParent, parent);
            MostTogether = Math.Max(MostTogether, parent + Children(process.Id).Sum(Anonymous));
        }
    }

    private static int[] Children(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        }
        catch (IOException)
        {
            // A thread or the process has ended meanwhile.
            return [];
        }
    }

    private static double Anonymous(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
