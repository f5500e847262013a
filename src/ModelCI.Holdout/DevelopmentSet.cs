using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout;

/// <summary>A test set that serves no more, in clear, for development: its items byte for byte as they were, its labels as they stand.</summary>
public sealed class DevelopmentSet
{
    private readonly Unsealer _unsealer;
    private readonly (ConfiguredFile File, string Target)[] _files;

    /// <summary>Looks at all files and writes none.</summary>
    /// <param name="settings">The holdout section of modelci.yml.</param>
    /// <param name="folder">Absolute folder of modelci.yml.</param>
    /// <param name="keys">Null where there are none: enough for files that are not sealed.</param>
    /// <param name="output">Absolute folder to write to.</param>
    /// <exception cref="ModelCIException">A file cannot be read, or another one of its name is in <paramref name="output"/>.</exception>
    public DevelopmentSet(HoldoutSettings settings, string folder, TestSetKeys? keys, string output)
    {
        _unsealer = new Unsealer(settings.Name, keys);
        _files = [.. ConfiguredFile.Of(settings, folder).DistinctBy(named => named.File.FullPath).Select(named => (named, Path.Combine(output, named.File.ContentName)))];
        if (_files.GroupBy(file => file.Target).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw SealingProblems.SameTarget("--release", Path.GetFileName(repeated.Key));
        var others = _files.Where(file => !IsWritten(file.File, file.Target) && File.Exists(file.Target)).Select(file => file.Target).ToArray();
        if (others.Length > 0) throw SealingProblems.TargetExists(others, "move it away, or name another folder with --release DIR");
    }

    /// <summary>Writes what is not there yet: all files or none.</summary>
    /// <returns>The files, written now or before.</returns>
    /// <exception cref="ModelCIException">A file cannot be read or written.</exception>
    public IReadOnlyList<RewrittenFile> Write(CancellationToken cancellation)
    {
        using var staged = new StagedFiles();
        foreach (var (named, target) in _files.Where(file => !IsWritten(file.File, file.Target)))
        {
            using var content = _unsealer.Open(named.File, named.Kind);
            staged.Add(target, output => content.CopyTo(output));
            cancellation.ThrowIfCancellationRequested();
        }
        staged.Commit(overwrite: false);
        return [.. _files.Select(file => new RewrittenFile(file.File.Key, file.File.File.Written, file.Target))];
    }

    /// <summary>Whether the target is there with that content, of an earlier attempt. Reads the file in any case, so that a mistake shows before anything is done.</summary>
    private bool IsWritten(ConfiguredFile named, string target)
    {
        using var content = _unsealer.Open(named.File, named.Kind);
        return File.Exists(target) && named.File.Guard(() =>
        {
            using var written = File.OpenRead(target);
            return written.Length == content.Length && AreEqual(content, written);
        });
    }

    private static bool AreEqual(Stream first, Stream second)
    {
        var (one, other) = (new byte[SealedFormat.ChunkBytes], new byte[SealedFormat.ChunkBytes]);
        while (true)
        {
            var read = first.ReadAtLeast(one, one.Length, throwOnEndOfStream: false);
            if (second.ReadAtLeast(other, other.Length, throwOnEndOfStream: false) != read || !one.AsSpan(0, read).SequenceEqual(other.AsSpan(0, read))) return false;
            if (read == 0) return true;
        }
    }
}
