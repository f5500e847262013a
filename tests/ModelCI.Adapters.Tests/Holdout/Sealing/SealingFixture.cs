using ModelCI.Core.Configuration;
using ModelCI.Core.Sealing;
using ModelCI.Holdout;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Adapters.Tests.Holdout.Sealing;

/// <summary>A folder for a test set with keys.</summary>
internal abstract class SealingFixture : HoldoutFixture
{
    protected const string TestSet = "test";

    protected static readonly SecretKey Key = KeyOf(1);
    protected static readonly TestSetKeys Pair = new(Key, KeyOf(2));

    protected SealingFixture() => Keys = Pair;

    protected static SecretKey KeyOf(byte seed) => SecretKey.Parse(Convert.ToBase64String([.. Enumerable.Repeat(seed, SecretKey.Length)]), "MODELCI_KEY");

    /// <summary>Bytes that look like nothing, the same every time.</summary>
    protected static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    protected static byte[] SealBytes(byte[] content, long padding = 0, SecretKey? key = null, string testSet = TestSet, SealedKind kind = SealedKind.Items)
    {
        using var output = new MemoryStream();
        new SealedWriter(key ?? Key, testSet, kind).Write(new MemoryStream(content), padding, output, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>Writes a file and reads what it holds.</summary>
    protected byte[] Open(byte[] file, TestSetKeys? keys = null, string testSet = TestSet, SealedKind kind = SealedKind.Items)
    {
        Write("x.npy.sealed", file);
        using var content = new Unsealer(testSet, keys ?? Keys).Open(HoldoutFile.Resolve("x.npy.sealed", Folder), kind);
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    protected IReadOnlyList<RewrittenFile> Seal(HoldoutSettings settings, bool overwrite = false) =>
        HoldoutSealer.Seal(settings, Folder, Keys, overwrite, CancellationToken.None);

    protected IReadOnlyList<RewrittenFile> Unseal(HoldoutSettings settings, string? output = null) =>
        HoldoutSealer.Unseal(settings, Folder, Keys, output, CancellationToken.None);

    protected byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    protected string[] Names() => [.. Directory.GetFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
