using System.Diagnostics;

namespace ModelCI.Benchmarks.Processes;

/// <summary>Runs a process that must succeed.</summary>
internal static class Child
{
    /// <summary>Wall-clock time from the start to the end of the process.</summary>
    /// <exception cref="InvalidOperationException">It did not exit with 0: what it did is not what was to be measured.</exception>
    public static TimeSpan Time(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        Time(program, folder, environment, arguments, process => process.WaitForExit());

    /// <summary>Likewise.</summary>
    /// <param name="wait">Returns when the process has ended.</param>
    public static TimeSpan Time(
        string program, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, Action<Process> wait)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        wait(process);
        var elapsed = watch.Elapsed;
        if (process.ExitCode == 0) return elapsed;
        var command = $"{program} {string.Join(' ', start.ArgumentList)}";
        throw new InvalidOperationException($"{command}: exit code {process.ExitCode}\n{output.Result}\n{error.Result}");
    }
}
