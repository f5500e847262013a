using System.Reflection;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>The clone that the tests were built from, and what lies beside it.</summary>
internal static class Checkout
{
    /// <summary>Folder of ModelCI.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The digits example.</summary>
    public static string Example { get; } = Path.Combine(Root, "action", "examples", "digits");

    /// <summary>The published program.</summary>
    public static string Executable => Published.Value;

    private static readonly Lazy<string> Published = new(() => PublishedProgram.Of(
        Path.Combine(Root, "src", "ModelCI.Cli", "ModelCI.Cli.csproj"), Metadata("ModelCI.Configuration"), Metadata("ModelCI.Published")));

    /// <summary>A model made for the tests by Models/make_models.py.</summary>
    public static string Model(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name);

    /// <summary>A model made by the adapters' tests (Models/make_models.py there); most take two numbers.</summary>
    public static string PairModel(string name) => Path.Combine(AppContext.BaseDirectory, "PairModels", name + ".onnx");

    /// <summary>A data set beside the repository (../shared/data) or under MODELCI_SHARED; skips the running test where there is none.</summary>
    public static string SharedData(string name)
    {
        var shared = Environment.GetEnvironmentVariable("MODELCI_SHARED") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared");
        var folder = Path.GetFullPath(Path.Combine(shared, "data", name));
        if (!Directory.Exists(folder)) Assert.Ignore($"shared data '{name}' not present: neither in ../shared/data beside the repository nor under MODELCI_SHARED");
        return folder;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ModelCI.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"no ModelCI.sln above {AppContext.BaseDirectory}");
    }

    private static string Metadata(string key) => typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
