using System.Security.Cryptography;
using ModelCI.Core.Accounting;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Sealing;

namespace ModelCI.Cli.Predicting;

/// <summary>
/// Answers of models that were run before, by digest of model, items and task, so that a second condition, or an evaluation that waited, costs no
/// inference. With keys what is kept is sealed, under a name that tells nothing: answers speak of the items. A cache is a convenience: whatever goes wrong with
/// it, the models are run.
/// </summary>
internal sealed class AnswerCache
{
    /// <summary>The folder, where it shall be another one.</summary>
    public const string Variable = "MODELCI_CACHE";

    private const long MostBytes = 1L << 30;
    private const string Ending = ".answers";

    private readonly string _folder;
    private readonly byte[]? _key;

    private AnswerCache(string folder, byte[]? key)
    {
        _folder = folder;
        _key = key;
    }

    /// <summary>The user's cache; null where the machine has no place for one.</summary>
    /// <param name="keys">Null where answers are kept in clear.</param>
    public static AnswerCache? Open(TestSetKeys? keys) => Folder() is { } folder ? new AnswerCache(folder, keys?.Encryption.Derive("answers")) : null;

    /// <summary>Names the answers of a model to a test set's items in their reading order.</summary>
    /// <param name="model">Digest of the model and of how it is fed and read.</param>
    public string NameOf(string model, ItemPool items, ReadingOrder order, PredictionTask task)
    {
        string[] parts =
        [
            ToolVersion.Text, model, DigestOf(items, order), task.IsRegression ? "numbers" : EvaluationKey.Hash([.. task.Classes.Names]),
            FormattableString.Invariant($"{task.Rankings?.Depth ?? 0}"),
        ];
        var name = EvaluationKey.Hash(parts);
        return _key is null ? name : Convert.ToHexStringLower(HMACSHA256.HashData(_key, Convert.FromHexString(name)));
    }

    /// <summary>Answers that were kept; null where there are none.</summary>
    public OrderedAnswers? TryRead(string name, PredictionTask task, int items)
    {
        var file = FileOf(name);
        try
        {
            if (!File.Exists(file)) return null;
            var bytes = Unwrap(File.ReadAllBytes(file), name);
            var answers = bytes is null ? null : AnswerFormat.TryRead(bytes, task, items);
            // The newest ones stay.
            if (answers is not null) File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime);
            return answers;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string name, OrderedAnswers answers, PredictionTask task)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var partial = Path.Combine(_folder, $"{name}.{Guid.NewGuid():N}.partial");
            try
            {
                File.WriteAllBytes(partial, Wrap(AnswerFormat.Write(answers, task), name));
                File.Move(partial, FileOf(name), overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }
            Prune();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk costs time in the next run and nothing else.
        }
    }

    /// <summary>Where the user's cache is; null where the machine has no place for one.</summary>
    public static string? Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } named && !string.IsNullOrWhiteSpace(named)) return Path.GetFullPath(named);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? "";
        // The XDG specification has relative paths ignored.
        if (Path.IsPathRooted(cache)) return Path.Combine(cache, "modelci");
        if (OperatingSystem.IsWindows()) return Below(Environment.SpecialFolder.LocalApplicationData, "modelci");
        return Below(Environment.SpecialFolder.UserProfile, Path.Combine(".cache", "modelci"));

        static string? Below(Environment.SpecialFolder known, string name) =>
            Environment.GetFolderPath(known) is { Length: > 0 } folder ? Path.Combine(folder, name) : null;
    }

    // Which item stands where: two test sets of equal items may be read in different orders.
    private static string DigestOf(ItemPool items, ReadingOrder order)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[4096 * ItemPool.DigestBytes];
        for (var start = 0; start < items.Count; start += 4096)
        {
            var count = Math.Min(4096, items.Count - start);
            for (var index = 0; index < count; index++) items.DigestOf(order.RowAt(start + index)).CopyTo(block.AsSpan(index * ItemPool.DigestBytes));
            hash.AppendData(block, 0, count * ItemPool.DigestBytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Prune()
    {
        // What killed runs have left.
        var yesterday = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var partial in new DirectoryInfo(_folder).GetFiles("*.partial").Where(file => file.LastWriteTimeUtc < yesterday)) partial.Delete();
        var files = new DirectoryInfo(_folder).GetFiles("*" + Ending).OrderByDescending(file => file.LastWriteTimeUtc).ToArray();
        var kept = 0L;
        foreach (var file in files)
        {
            kept += file.Length;
            if (kept > MostBytes) file.Delete();
        }
    }

    private byte[] Wrap(byte[] plain, string name) => _key is null
        ? [.. SHA256.HashData(plain), .. plain]
        : SealedMessage.Seal(_key, plain, Context(name), RandomNumberGenerator.GetBytes(SealedMessage.NonceBytes));

    private byte[]? Unwrap(byte[] stored, string name)
    {
        if (_key is not null) return SealedMessage.TryOpen(_key, stored, Context(name));
        var plain = stored.AsSpan(Math.Min(stored.Length, SHA256.HashSizeInBytes));
        return SHA256.HashData(plain).AsSpan().SequenceEqual(stored.AsSpan(0, stored.Length - plain.Length)) ? plain.ToArray() : null;
    }

    private static string Context(string name) => "answers/" + name;

    private string FileOf(string name) => Path.Combine(_folder, name + Ending);
}
