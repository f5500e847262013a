namespace ModelCI.Benchmarks.Processes;

/// <summary>The clone that this was built from, and what lies beside it.</summary>
internal static class Checkout
{
    /// <summary>Folder of ModelCI.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The digits example.</summary>
    public static string Digits { get; } = Path.Combine(Root, "action", "examples", "digits");

    /// <summary>The image data set, which may be absent.</summary>
    public static string Fashion { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "fashion"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ModelCI.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"no ModelCI.sln above {AppContext.BaseDirectory}");
    }
}
