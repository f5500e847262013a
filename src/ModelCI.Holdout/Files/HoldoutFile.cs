using ModelCI.Core.Problems;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Files;

/// <summary>A file of the holdout: the path as the user wrote it, for messages, and the absolute one.</summary>
internal sealed class HoldoutFile
{
    private HoldoutFile(string written, string fullPath, bool isInMemory)
    {
        Written = written;
        FullPath = fullPath;
        IsInMemory = isInMemory;
    }

    public string Written { get; }

    public string FullPath { get; }

    /// <summary>Whether it lies at a path that is no disk's.</summary>
    public bool IsInMemory { get; }

    /// <summary>Whether its content is a secret, which must reach neither a disk nor a message.</summary>
    public bool IsSecret => IsInMemory || IsSealed;

    /// <summary>Whether the name says that the content is sealed.</summary>
    public bool IsSealed => FullPath.EndsWith(SealedFormat.Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name, without folders, that the content has when it is not sealed.</summary>
    public string ContentName => IsSealed ? Path.GetFileNameWithoutExtension(FullPath) : Path.GetFileName(FullPath);

    /// <summary>The content's name without its ending: what an array is called.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(ContentName);

    /// <summary>Resolves <paramref name="written"/> against the folder of modelci.yml.</summary>
    public static HoldoutFile Resolve(string written, string folder)
    {
        if (written.Contains('\0', StringComparison.Ordinal)) throw HoldoutProblems.FileNotFound(written, null);
        return new HoldoutFile(written, Path.GetFullPath(Path.Combine(folder, written)), isInMemory: false);
    }

    /// <summary>The same file, its content unsealed at a path that is no disk's.</summary>
    public HoldoutFile InMemory(string path) => new(Written, path, isInMemory: true);

    /// <summary>What may be told of a message that can quote the content: before the first colon stands what kind of failure it is.</summary>
    public string Telling(string message) => IsSecret ? message.Split(':')[0] : message;

    /// <summary>Length and time of the last change, which tell whether it is still the file that was read.</summary>
    public (long Length, DateTime Changed) Stamp() => Guard(() =>
    {
        // Its name leads nowhere, and nobody else can write to it.
        if (IsInMemory)
        {
            using var content = File.OpenRead(FullPath);
            return (content.Length, default);
        }
        var target = Target();
        return (target.Length, target.LastWriteTimeUtc);
    });

    /// <summary>A member of this file, an archive, for messages.</summary>
    public HoldoutFile Member(string name) => new($"{Written}:{name}", FullPath, IsInMemory);

    /// <summary>Whether the content is of that kind, sealed or not.</summary>
    public bool EndsWith(string ending) => ContentName.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens for reading, after the mistakes that every kind of file can have.</summary>
    public FileStream Open()
    {
        if (Directory.Exists(FullPath)) throw HoldoutProblems.IsFolder(Written);
        if (!File.Exists(FullPath)) throw HoldoutProblems.FileNotFound(Written, NearestSibling());
        // A pipe may never begin and a device never end; neither tells a length, and neither is opened.
        if (!IsInMemory && Guard(() => Target().Length) == 0) throw HoldoutProblems.EmptyFile(Written);
        var stream = Guard(() => new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.Read));
        if (!IsLfsPointer(stream)) return stream;
        stream.Dispose();
        throw HoldoutProblems.LfsPointer(Written);
    }

    /// <summary>Runs a read; what the file system answers becomes a problem that names the file.</summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw HoldoutProblems.Unreadable(Written, failure.Message);
        }
    }

    // The length of a link is that of its text.
    private FileInfo Target() => File.ResolveLinkTarget(FullPath, returnFinalTarget: true) is { } target ? new FileInfo(target.FullName) : new FileInfo(FullPath);

    private bool IsLfsPointer(FileStream stream)
    {
        var start = new byte[LfsPointerStart.Length];
        var read = Guard(() => stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        stream.Position = 0;
        return read == start.Length && LfsPointerStart.SequenceEqual(start);
    }

    private string? NearestSibling()
    {
        var folder = Path.GetDirectoryName(FullPath)!;
        if (!Directory.Exists(folder)) return null;
        var siblings = Guard(() => Directory.GetFiles(folder));
        return Suggestion.Nearest(Path.GetFileName(FullPath), siblings.Select(path => Path.GetFileName(path)));
    }

    private static ReadOnlySpan<byte> LfsPointerStart => "version https://git-lfs.github.com/spec/"u8;
}
