using System.Reflection;

namespace ModelCI.Cli;

/// <summary>Version of this build, without the commit.</summary>
internal static class ToolVersion
{
    public static string Text { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
