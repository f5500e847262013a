using System.Diagnostics;

namespace ModelCI.Inference.Client;

/// <summary>
/// The worker's environment: what a .NET process needs to start and nothing else. An allow list, since nobody can list the names under which
/// keys and tokens travel.
/// </summary>
internal static class WorkerEnvironment
{
    private static readonly string[] Kept =
    [
        "PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "windir",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_ROOT(x86)", "DOTNET_BUNDLE_EXTRACT_BASE_DIR",
    ];

    public static void Apply(ProcessStartInfo start)
    {
        var kept = Kept
            .Select(name => (Name: name, Value: start.Environment.TryGetValue(name, out var value) ? value : null))
            .Where(variable => variable.Value is not null)
            .ToArray();
        start.Environment.Clear();
        foreach (var (name, value) in kept) start.Environment[name] = value;
        // No debugger attaches to it, and the process is too short to profit from what these cost at its start.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // ONNX Runtime 1.29 reports its use to Microsoft, and keeps a device id and a data base in the home folder, unless told not to
        // before its library is loaded. A process that holds a company's models and items talks to nobody.
        start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
    }
}
