using System.Diagnostics;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout.Sealing;

[Platform("Linux", Reason = "only Linux has files in memory")]
internal sealed class MemoryFileTests : SealingFixture
{
    [Test]
    public void ChildProcesses_DoNotInheritIt()
    {
        using var memory = Of("secret"u8.ToArray());
        Assert.That(Target(memory.File.FullPath), Does.Contain("memfd"), "it is open here");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "ls -l /proc/$$/fd"]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var listing = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.That(listing, Does.Contain("->").And.Not.Contain("memfd"));
    }

    [Test]
    public void Disposed_ItIsGone()
    {
        string path;
        using (var memory = Of("secret"u8.ToArray()))
        {
            path = memory.File.FullPath;
            Assert.That((File.ReadAllText(path), memory.File.Written), Is.EqualTo(("secret", "x.csv.sealed")));
        }
        Assert.That(Target(path), Does.Not.Contain("memfd"));
    }

    private MemoryFile Of(byte[] content)
    {
        Write("x.csv.sealed", SealBytes(content));
        return MemoryFile.Of(HoldoutFile.Resolve("x.csv.sealed", Folder), new Unsealer(TestSet, Keys));
    }

    private static string Target(string link) => new FileInfo(link).LinkTarget ?? "";
}
