using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModelCI.Benchmarks.Processes;
using ModelCI.Core.Accounting;

namespace ModelCI.Benchmarks.Ledgers;

/// <summary>A bare repository with one commit and a long ledger, and clones of it.</summary>
internal sealed class LedgerRemote : IDisposable
{
    public const string Name = "set";

    private static readonly Dictionary<string, string> NoEnvironment = [];

    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("modelci-ledger-");
    private int _clones;

    public LedgerRemote(IEnumerable<LedgerDraft> entries)
    {
        Child.Time("git", _top.FullName, NoEnvironment, "init", "--quiet", "--bare", "--initial-branch", "main", "remote.git");
        var start = new ProcessStartInfo("git", ["fast-import", "--quiet"]) { WorkingDirectory = Bare, RedirectStandardInput = true };
        using var import = Process.Start(start)!;
        using (var stream = import.StandardInput.BaseStream)
        {
            Commit(stream, "refs/heads/main", new Dictionary<string, byte[]> { ["file"] = [] });
            foreach (var entry in entries) Commit(stream, $"refs/modelci/{Name}", entry.Parts.Append(KeyValuePair.Create("entry.json", entry.Entry)));
        }
        import.WaitForExit();
        if (import.ExitCode != 0) throw new InvalidOperationException("git fast-import failed");
    }

    public string Bare => Path.Combine(_top.FullName, "remote.git");

    /// <summary>A depth-1 clone, as CI makes it; its folder.</summary>
    public string Clone()
    {
        var folder = Path.Combine(_top.FullName, string.Create(CultureInfo.InvariantCulture, $"clone{_clones++}"));
        Child.Time("git", _top.FullName, NoEnvironment, "clone", "--quiet", "--depth", "1", "file://" + Bare, folder);
        return folder;
    }

    public void Dispose() => _top.Delete(recursive: true);

    private static void Commit(Stream stream, string name, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        Line(stream, $"commit {name}");
        Line(stream, "committer ModelCI <modelci@localhost> 1767225600 +0000");
        Data(stream, "entry"u8.ToArray());
        foreach (var (file, bytes) in files)
        {
            Line(stream, $"M 100644 inline {file}");
            Data(stream, bytes);
        }
    }

    private static void Data(Stream stream, byte[] bytes)
    {
        Line(stream, string.Create(CultureInfo.InvariantCulture, $"data {bytes.Length}"));
        stream.Write(bytes);
        Line(stream, "");
    }

    private static void Line(Stream stream, string text) => stream.Write(Encoding.ASCII.GetBytes(text + "\n"));
}
