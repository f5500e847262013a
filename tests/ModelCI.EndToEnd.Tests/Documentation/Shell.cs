using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Documentation;

/// <summary>A reader's shell, with modelci on its PATH.</summary>
internal static class Shell
{
    public static Outcome Run(Workspace workspace, string line)
    {
        if (!File.Exists("/bin/bash")) Assert.Ignore("bash is not present");
        var environment = new Dictionary<string, string>(workspace.Environment);
        environment["PATH"] = Path.GetDirectoryName(Checkout.Executable) + Path.PathSeparator + environment["PATH"];
        using var child = Child.Start("/bin/bash", workspace.Folder, environment, "-c", line);
        return child.Wait();
    }
}
