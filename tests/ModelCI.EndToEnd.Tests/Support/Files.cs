using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>What can lie where a file is expected (Unix).</summary>
internal static class Files
{
    /// <param name="what">pipe, circle (a link to itself), folder, nothing, empty, or the path that a link leads to.</param>
    public static void Put(string what, string path)
    {
        File.Delete(path);
        switch (what)
        {
            case "pipe":
                using (var mkfifo = Child.Start("mkfifo", Path.GetDirectoryName(path)!, new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! }, path))
                    Assert.That(mkfifo.Wait().ExitCode, Is.Zero);
                break;
            case "circle":
                File.CreateSymbolicLink(path, Path.GetFileName(path));
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "empty":
                File.WriteAllText(path, "");
                break;
            case not "nothing":
                File.CreateSymbolicLink(path, what);
                break;
        }
    }
}
