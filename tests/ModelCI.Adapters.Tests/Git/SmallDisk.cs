using System.Diagnostics;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>A file system of four megabytes in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder)
    {
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>Skips the test where this process may mount nothing.</summary>
    public static SmallDisk Mount()
    {
        var folder = Directory.CreateTempSubdirectory("modelci-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder)) return new SmallDisk(folder);
        Directory.Delete(folder);
        Assert.Ignore("a small tmpfs cannot be mounted here: that needs Linux and root");
        return null!;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var file = File.Create(Path.Combine(Folder, "ballast"), bufferSize: 1);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
