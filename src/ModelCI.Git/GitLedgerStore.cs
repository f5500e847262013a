using System.Globalization;
using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>
/// A ledger as a chain of commits under <c>refs/modelci/NAME</c>; each commit's tree holds <c>entry.json</c> and <c>sealed</c>. Appending
/// is commit-tree and update-ref with the old value: compare-and-swap. Nothing of the work tree or the index is touched.
/// </summary>
public sealed class GitLedgerStore(GitRepository repository, string name) : ILedgerStore
{
    private const string EntryFile = "entry.json";
    private const string SealedFile = "sealed";

    // How git names the lock of a ref in its messages; whoever meets one that nobody holds any more must take it away by hand.
    private const string LockFile = ".lock'";

    // A commit's name is a hash of all that it leads to: what was read or written under one never changes.
    private LedgerSnapshot _known = new([], null);

    /// <summary>The ref's full name.</summary>
    public string Ref { get; } = $"refs/modelci/{name}";

    /// <inheritdoc/>
    /// <exception cref="ModelCIException">MCI4024: git failed. MCI4002: a commit of the chain lacks its files.</exception>
    public LedgerSnapshot Load()
    {
        var head = Head();
        if (head is null) return new LedgerSnapshot([], null);
        if (head == _known.Head) return _known;
        var commits = Run("list the ledger", [], "rev-list", "--reverse", "--first-parent", head).Text.Split('\n');
        var query = new StringBuilder();
        foreach (var commit in commits) query.Append(commit).Append(':').Append(EntryFile).Append('\n').Append(commit).Append(':').Append(SealedFile).Append('\n');
        var blobs = ParseBatch(Run("read the ledger", Encoding.ASCII.GetBytes(query.ToString()), "cat-file", "--batch").Bytes);
        return _known = new LedgerSnapshot([.. blobs.Chunk(2).Select(pair => new LedgerRecord(pair[0], pair[1]))], head);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelCIException">MCI4024: git failed for another reason than a lost race.</exception>
    public bool TryAppend(LedgerRecord record, string? expectedHead)
    {
        var entry = Run("store an entry", record.Entry, "hash-object", "-w", "--stdin").Text;
        var sealedPart = Run("store an entry", record.Sealed, "hash-object", "-w", "--stdin").Text;
        var tree = Run(
            "store an entry",
            Encoding.ASCII.GetBytes($"100644 blob {entry}\t{EntryFile}\n100644 blob {sealedPart}\t{SealedFile}\n"), "mktree").Text;
        string[] parent = expectedHead is null ? [] : ["-p", expectedHead];
        var commit = Run("store an entry", [], ["commit-tree", "-m", $"ModelCI ledger entry {record.Hash}", .. parent, tree]).Text;
        // The all-zero old value means: the ref must not exist yet.
        var old = expectedHead ?? new string('0', commit.Length);
        var update = repository.Git.Run("update-ref", "-m", "ModelCI", Ref, commit, old);
        if (update.Succeeded)
        {
            if (expectedHead == _known.Head) _known = new LedgerSnapshot([.. _known.Records, record], commit);
            return true;
        }
        // Another appender moved the ref, or holds its lock at this moment: both are lost races. Anything else is an error.
        if (Head() != expectedHead || update.Error.Contains(LockFile, StringComparison.Ordinal)) return false;
        throw GitProblems.Failed($"update {Ref}", update);
    }

    /// <exception cref="ModelCIException">MCI4002: the ref is there and cannot be read, which must never pass for an empty ledger.</exception>
    private string? Head()
    {
        // By its full name and nothing like it; rev-parse cannot tell a ref that is absent from one that is broken.
        var output = Run("read the ledger's ref", [], "for-each-ref", "--format=%(objectname) %(refname)", Ref);
        var line = output.Text.Split('\n').FirstOrDefault(line => line.EndsWith($" {Ref}", StringComparison.Ordinal));
        if (line is not null) return line[..line.IndexOf(' ')];
        return output.Error.Split('\n').Any(warning => warning.EndsWith($" {Ref}", StringComparison.Ordinal))
            ? throw new ModelCIException("MCI4002", "the ledger is damaged: git cannot read the ref", Ref, "restore the ref from a clone that has it whole")
            : null;
    }

    private GitOutput Run(string what, ReadOnlySpan<byte> input, params string[] arguments)
    {
        var output = repository.Git.Run(input, arguments);
        return output.Succeeded ? output : throw GitProblems.Failed(what, output);
    }

    /// <summary>Splits the output of <c>cat-file --batch</c>: a line "oid type size", the bytes, a line end.</summary>
    private List<byte[]> ParseBatch(byte[] output)
    {
        var blobs = new List<byte[]>();
        var at = 0;
        while (at < output.Length)
        {
            var end = Array.IndexOf(output, (byte)'\n', at);
            var header = Encoding.ASCII.GetString(output, at, end - at).Split(' ');
            if (header.Length != 3 || header[1] != "blob")
                throw new ModelCIException("MCI4002", $"the ledger is damaged: entry {(blobs.Count / 2) + 1} lacks its files", Ref, "restore the ref from a clone that has it whole");
            var size = int.Parse(header[2], CultureInfo.InvariantCulture);
            blobs.Add(output[(end + 1)..(end + 1 + size)]);
            at = end + 2 + size;
        }
        return blobs;
    }
}
