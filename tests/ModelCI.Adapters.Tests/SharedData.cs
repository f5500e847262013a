using NUnit.Framework;

namespace ModelCI.Adapters.Tests;

/// <summary>
/// Finds the real data sets that lie beside the repository (../shared/data) or under MODELCI_SHARED. They are no part of it: tests that need
/// one are skipped where it is absent.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder of a data set; skips the running test where there is none.</summary>
    public static string Folder(string name)
    {
        var folder = Path.Combine(Root() ?? "", "data", name);
        if (!Directory.Exists(folder)) Assert.Ignore($"shared data '{name}' not present");
        return folder;
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("MODELCI_SHARED") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ModelCI.sln"))) return Path.Combine(folder.FullName, "..", "shared");
        }
        return null;
    }
}
