using System.Diagnostics;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>
/// What users get: the published program, compiled ahead of time, in a folder of its own that nothing else builds in. It starts in two thirds of the
/// time of the built one, which the tests do a few thousand times.
/// </summary>
internal static class PublishedProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // What the build around this one says to itself.
    private static readonly string[] OfOuterBuild = ["MSBUILD", "VSTEST", "DOTNET_CLI_", "TESTINGPLATFORM"];

    /// <summary>Publishes it anew where a source has changed.</summary>
    /// <param name="project">Its .csproj.</param>
    /// <param name="configuration">Release or Debug.</param>
    /// <param name="folder">For the program and what comes about on the way.</param>
    /// <returns>The executable.</returns>
    public static string Of(string project, string configuration, string folder)
    {
        var program = Path.Combine(folder, "program");
        var start = new ProcessStartInfo("dotnet")
        {
            // The analyzers have seen the same sources in the build of the tests.
            ArgumentList = { "publish", project, "--configuration", configuration, "--output", program, "--artifacts-path", folder, "--nologo", "-p:RunAnalyzers=false", "-nodeReuse:false" },
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => OfOuterBuild.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToArray()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"the program cannot be published:\n{output.GetAwaiter().GetResult()}");
        return Path.Combine(program, OperatingSystem.IsWindows() ? "modelci.exe" : "modelci");
    }
}
