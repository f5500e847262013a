using System.Reflection;
using ModelCI.Inference;

namespace ModelCI.Cli;

/// <summary>How this executable starts itself as the process that loads models.</summary>
internal static class WorkerLauncher
{
    public const string Argument = "__worker";

    public static WorkerCommand Command()
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this process is unknown");
        var isGenericHost = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isGenericHost
            ? new WorkerCommand(host, [Assembly.GetExecutingAssembly().Location, Argument])
            : new WorkerCommand(host, [Argument]);
    }
}
