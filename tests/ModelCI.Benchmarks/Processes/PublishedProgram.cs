namespace ModelCI.Benchmarks.Processes;

/// <summary>modelci as it ships: published, compiled ahead of time.</summary>
internal sealed class PublishedProgram : IDisposable
{
    private readonly DirectoryInfo? _temporary;

    /// <param name="given">A program published before; null publishes into a temporary folder.</param>
    public PublishedProgram(FileInfo? given)
    {
        if (given is not null)
        {
            File = given.FullName;
            return;
        }
        _temporary = Directory.CreateTempSubdirectory("modelci-published-");
        File = Path.Combine(_temporary.FullName, OperatingSystem.IsWindows() ? "modelci.exe" : "modelci");
        // No build node may stay behind: it would share the machine with what is measured.
        Child.Time("dotnet", Checkout.Root, new Dictionary<string, string>(),
            "publish", "--configuration", "Release", Path.Combine("src", "ModelCI.Cli"), "--output", _temporary.FullName,
            "--disable-build-servers", "-nodeReuse:false");
    }

    public string File { get; }

    public void Dispose() => _temporary?.Delete(recursive: true);
}
