using System.Buffers.Binary;
using System.Globalization;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Items;

/// <summary>
/// A keyed commitment to the label of every item: 8 bytes of HMAC-SHA256(key, length of id, id, label), so that a label that was used once and is
/// another one later is found. 0 stands for "not committed yet". "unsure" is a label like others. Without the key the commitments tell no
/// label, and of two items not whether their labels are equal.
/// </summary>
/// <remarks>
/// <para>Why 8 bytes suffice: a forger must give an item another label with the same commitment. Id and key are fixed beforehand, by the pins and
/// the first ledger entry, so there is nothing to search over: for K classes each of the K other answers (unsure among them) agrees by chance
/// with probability 2^-64, K N 2^-64 for a whole test set.</para>
/// <para>In the order of generations (see <see cref="ReadingOrder"/>), then of HMAC-SHA256(key, id): it depends on no file's order and not on the
/// secret of the reading order, and items that are added later come behind.</para>
/// </remarks>
public sealed class LabelCommitments
{
    private const int Bytes = sizeof(ulong);
    private const ulong NotCommitted = 0;

    private readonly ulong[] _commitments;
    // The id of the item of each commitment; null where they were read back.
    private readonly Func<int, string>? _idAt;

    private LabelCommitments(ulong[] commitments, Func<int, string>? idAt)
    {
        (_commitments, _idAt) = (commitments, idAt);
    }

    /// <summary>The key of test sets that are not sealed: whoever has ids and commitments can then test a guess, and the labels are no secret.</summary>
    public static ReadOnlySpan<byte> PublicKey => "modelci.label-commitments/1 open"u8;

    /// <summary>Number of items, committed or not.</summary>
    public int Count => _commitments.Length;

    /// <summary>Commits to every label that is available.</summary>
    /// <param name="ids">By row, distinct.</param>
    /// <param name="labels">By row.</param>
    /// <param name="key">32 bytes that serve no other purpose; <see cref="PublicKey"/> where the test set is not sealed.</param>
    /// <param name="generationOfRow">As <see cref="ReadingOrder.Of"/> takes it.</param>
    /// <exception cref="ArgumentException">Not one label per id, or a key of another length.</exception>
    public static LabelCommitments Of(IReadOnlyList<string> ids, LabelBook labels, ReadOnlySpan<byte> key, Func<int, int>? generationOfRow = null)
    {
        if (labels.Count != ids.Count) throw new ArgumentException("not one label per id", nameof(labels));
        var rows = ReadingOrder.Of(ids, key, generationOfRow).Rows;
        var commitments = new ulong[rows.Count];
        KeyedHash.ForRanges(key, commitments.Length, (hash, start, end) =>
        {
            for (var index = start; index < end; index++)
            {
                if (labels[rows[index]] != LabelBook.Missing) commitments[index] = Commit(hash, ids[rows[index]], TextOf(labels, rows[index]));
            }
        });
        return new LabelCommitments(commitments, index => ids[rows[index]]);
    }

    /// <summary>Reads <see cref="ToBytes"/> back.</summary>
    /// <exception cref="FormatException">Not 8 bytes per item.</exception>
    public static LabelCommitments Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Bytes != 0) throw new FormatException("these are not the commitments to a test set's labels");
        var commitments = new ulong[bytes.Length / Bytes];
        for (var index = 0; index < commitments.Length; index++) commitments[index] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(index * Bytes)..]);
        return new LabelCommitments(commitments, null);
    }

    /// <summary>8 bytes per item, big-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[checked(_commitments.Length * Bytes)];
        for (var index = 0; index < _commitments.Length; index++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(index * Bytes), _commitments[index]);
        return bytes;
    }

    /// <summary>Ids of the items whose committed label is another one in <paramref name="now"/>, or not available any more.</summary>
    /// <param name="now">Made by <see cref="Of"/> with the same key, from these items and perhaps later ones.</param>
    /// <exception cref="ArgumentException">Read back, so that it has no ids, or of fewer items.</exception>
    public IReadOnlyList<string> Changed(LabelCommitments now)
    {
        CheckCovers(now);
        var idAt = now._idAt ?? throw new ArgumentException("commitments that were read back have no ids", nameof(now));
        return [.. Enumerable.Range(0, Count).Where(index => _commitments[index] != NotCommitted && _commitments[index] != now._commitments[index]).Select(idAt)];
    }

    /// <summary>Whether <paramref name="now"/> commits to a label that these commitments do not.</summary>
    /// <param name="now">With the same key, of these items and perhaps later ones.</param>
    /// <exception cref="ArgumentException">Of fewer items.</exception>
    public bool HasNew(LabelCommitments now)
    {
        CheckCovers(now);
        return now._commitments.Index().Any(next => next.Item != NotCommitted && At(next.Index) == NotCommitted);
    }

    /// <summary>These commitments, and those of <paramref name="now"/> where there was none.</summary>
    /// <param name="now">With the same key, of these items and perhaps later ones.</param>
    /// <exception cref="ArgumentException">Of fewer items.</exception>
    public LabelCommitments Merge(LabelCommitments now)
    {
        CheckCovers(now);
        return new LabelCommitments([.. now._commitments.Select((next, index) => At(index) == NotCommitted ? next : At(index))], now._idAt);
    }

    private ulong At(int index) => index < Count ? _commitments[index] : NotCommitted;

    private void CheckCovers(LabelCommitments now)
    {
        if (now.Count < Count) throw new ArgumentException($"{now.Count} items where {Count} were committed to", nameof(now));
    }

    private static string TextOf(LabelBook labels, int row)
    {
        if (labels[row] == LabelBook.Unsure) return LabelBook.UnsureText;
        // A number has one shortest text that reads back as it.
        return labels.Numbers is { } numbers ? numbers[labels[row]].ToString("R", CultureInfo.InvariantCulture) : labels.Classes.Names[labels[row]];
    }

    private static ulong Commit(KeyedHash hash, string id, string label)
    {
        var bytes = hash.Utf8(id);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
        hash.Append(hash.Utf8(label));
        Span<byte> commitment = stackalloc byte[KeyedHash.HashBytes];
        hash.Finish(commitment);
        return Math.Max(1, BinaryPrimitives.ReadUInt64BigEndian(commitment));
    }
}
