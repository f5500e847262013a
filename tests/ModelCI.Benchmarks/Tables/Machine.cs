using System.Runtime.InteropServices;

namespace ModelCI.Benchmarks.Tables;

/// <summary>Where the figures were taken.</summary>
internal static class Machine
{
    private const string LoadAverages = "/proc/loadavg";

    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}{Load()}";

    // Figures taken under another job's load are worth little: the line says so.
    private static string Load() => File.Exists(LoadAverages) ? $", load {File.ReadAllText(LoadAverages).Split(' ')[0]} at the start" : "";
}
