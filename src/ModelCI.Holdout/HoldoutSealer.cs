using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Labels;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>Seals the files of a test set, and unseals them. Files appear together or not at all; none is removed.</summary>
public static class HoldoutSealer
{
    /// <summary>
    /// Writes FILE.sealed beside every configured file that is not sealed. Items are sealed as they are; labels are joined with the items
    /// first, so that their file has a row for every item and a size that does not depend on the labels.
    /// </summary>
    /// <param name="settings">The holdout section of modelci.yml.</param>
    /// <param name="folder">Absolute folder of modelci.yml.</param>
    /// <param name="keys">Null where there are none, which is an error.</param>
    /// <param name="overwrite">Whether a sealed file of an earlier time may be replaced.</param>
    /// <param name="cancellation">Stops between two chunks; nothing is left then.</param>
    /// <exception cref="ModelCIException">The test set cannot be used, is sealed already, or a file cannot be written.</exception>
    public static IReadOnlyList<RewrittenFile> Seal(
        HoldoutSettings settings, string folder, TestSetKeys? keys, bool overwrite, CancellationToken cancellation)
    {
        if (keys is null) throw SealingProblems.NoKeys("holdout");
        var configured = ConfiguredFile.Of(settings, folder);
        var plain = configured.Where(named => !named.File.IsSealed).ToArray();
        if (plain.Length == 0) throw SealingProblems.AlreadySealed(configured.Select(named => $"'{named.File.Written}' is sealed"));
        CheckTargets(plain.Where(named => !overwrite && File.Exists(Sealed(named, named.File.FullPath))).Select(named => Sealed(named, named.File.Written)));
        var joined = JoinedItems.Read(settings, folder, new Unsealer(settings.Name, keys));
        string[] labels = [.. LabelText.Of(joined.Book)];

        using var staged = new StagedFiles();
        foreach (var named in plain.DistinctBy(named => named.File.FullPath))
        {
            var writer = new SealedWriter(keys.Encryption, settings.Name, named.Kind);
            staged.Add(Sealed(named, named.File.FullPath), output =>
            {
                using Stream content = named.Kind == SealedKind.Labels ? new MemoryStream(LabelText.Write(joined.Ids, labels)) : named.File.Open();
                writer.Write(content, Padding(named, settings, joined, labels, content.Length), output, cancellation);
            });
        }
        staged.Commit(overwrite);
        return [.. plain.Select(named => new RewrittenFile(named.Key, named.File.Written, Sealed(named, named.File.Written)))];
    }

    /// <summary>Writes the content of every sealed file: items byte for byte as they were, labels as CSV with the columns id and label.</summary>
    /// <param name="settings">The holdout section of modelci.yml.</param>
    /// <param name="folder">Absolute folder of modelci.yml.</param>
    /// <param name="keys">Null where there are none, which is an error.</param>
    /// <param name="output">Absolute folder to write to; null for beside the sealed files.</param>
    /// <param name="cancellation">Stops between two reads; nothing is left then.</param>
    /// <exception cref="ModelCIException">Nothing is sealed, a file does not open, or one exists or cannot be written.</exception>
    public static IReadOnlyList<RewrittenFile> Unseal(
        HoldoutSettings settings, string folder, TestSetKeys? keys, string? output, CancellationToken cancellation)
    {
        var configured = ConfiguredFile.Of(settings, folder);
        var sealedFiles = configured.Where(named => named.File.IsSealed).ToArray();
        if (sealedFiles.Length == 0) throw SealingProblems.NothingSealed(configured.Select(named => $"'{named.File.Written}' is not sealed"));
        var files = sealedFiles.DistinctBy(named => named.File.FullPath).ToArray();
        var repeated = files.GroupBy(Target).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null) throw SealingProblems.SameTarget("--output", Path.GetFileName(repeated.Key));
        CheckTargets(files.Select(Target).Where(File.Exists), "move it away, or name another folder with --output DIR");

        var unsealer = new Unsealer(settings.Name, keys);
        using var staged = new StagedFiles();
        foreach (var named in files)
        {
            using var content = unsealer.Open(named.File, named.Kind);
            staged.Add(Target(named), stream => Copy(content, stream, cancellation));
        }
        staged.Commit(overwrite: false);
        return [.. sealedFiles.Select(named => new RewrittenFile(named.Key, named.File.Written, Target(named)))];

        string Target(ConfiguredFile named) => Path.Combine(output ?? Path.GetDirectoryName(named.File.FullPath)!, named.File.ContentName);
    }

    // Labels are CSV once they are sealed, whatever they were.
    private static string Sealed(ConfiguredFile named, string path) => named.Kind == SealedKind.Items
        ? path + SealedFormat.Ending
        : Path.Combine(Path.GetDirectoryName(path)!, TableFormat.StemOf(named.File) + SealedFormat.LabelsEnding);

    /// <summary>The labels' own size tells something wherever they are: in a file, or in a column of the items.</summary>
    private static long Padding(ConfiguredFile named, HoldoutSettings settings, JoinedItems joined, IEnumerable<string> labels, long length)
    {
        if (named.Kind == SealedKind.Labels) return LabelText.Padding(labels, joined.Book.Classes);
        if (settings.Labels is not LabelsSource.Column) return 0;
        // How many bytes a label takes is known in CSV only; elsewhere a size in large steps has to do.
        return TableFormat.Of(named.File) is { Kind: TableKind.Separated, IsCompressed: false }
            ? LabelText.Padding(joined.Labels.Rows, joined.Book.Classes)
            : (SealedFormat.ChunkBytes - (length % SealedFormat.ChunkBytes)) % SealedFormat.ChunkBytes;
    }

    private static void CheckTargets(IEnumerable<string> existing, string fix = "move it away, or replace it with --force")
    {
        string[] files = [.. existing];
        if (files.Length > 0) throw SealingProblems.TargetExists(files, fix);
    }

    private static void Copy(Stream content, Stream output, CancellationToken cancellation)
    {
        var buffer = new byte[SealedFormat.ChunkBytes];
        while (content.Read(buffer) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(buffer, 0, read);
        }
    }
}
