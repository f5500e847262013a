using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>
/// The one fixed order in which a test set is read: items sorted by HMAC-SHA256(secret, id). It does not depend on file order and is
/// shared by all commits, so that labels bought for one sit where the next looks first. Items that are added later come behind all older ones.
/// </summary>
public sealed class ReadingOrder
{
    /// <summary>Name of the unsealed order in ledger entries.</summary>
    public const string Public = "public";

    // Unsealed test sets have no secret: anyone can compute this order, and the report says so.
    private static ReadOnlySpan<byte> PublicSecret => "modelci.reading-order/1"u8;

    private readonly int[] _rows;

    private ReadingOrder(int[] rows, string commitment)
    {
        _rows = rows;
        Commitment = commitment;
    }

    /// <summary>
    /// Names the order in ledger entries without telling its secret: <see cref="Public"/>, or lower-case hex of the first 16 bytes of
    /// HMAC-SHA256(secret, "commitment").
    /// </summary>
    public string Commitment { get; }

    /// <summary>Rows in reading order.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>The row (file order) of the item at a position of the reading order.</summary>
    public int RowAt(int position) => _rows[position];

    /// <summary>The public order of an unsealed test set.</summary>
    /// <param name="ids">By row, distinct.</param>
    /// <param name="generationOfRow">When the item of a row was added, 0 for the first items; null where all of them were there from the beginning.</param>
    public static ReadingOrder OfUnsealed(IReadOnlyList<string> ids, Func<int, int>? generationOfRow = null)
    {
        using var hash = new KeyedHash(PublicSecret);
        return new(Sorted(ids, hash, generationOfRow), Public);
    }

    /// <summary>The secret order of a sealed test set.</summary>
    /// <param name="ids">By row, distinct.</param>
    /// <param name="secret">32 random bytes; a new one would be a new order, and so a second look at the test set.</param>
    /// <param name="generationOfRow">When the item of a row was added, 0 for the first items; null where all of them were there from the beginning.</param>
    /// <exception cref="ArgumentException">A secret of another length.</exception>
    public static ReadingOrder Of(IReadOnlyList<string> ids, ReadOnlySpan<byte> secret, Func<int, int>? generationOfRow = null)
    {
        using var hash = KeyedHash.Under(secret);
        return new(Sorted(ids, hash, generationOfRow), hash.Of("commitment").ToString("x32", CultureInfo.InvariantCulture));
    }

    private static int[] Sorted(IReadOnlyList<string> ids, KeyedHash hash, Func<int, int>? generationOfRow)
    {
        var keys = new ReadingKey[ids.Count];
        var rows = new int[ids.Count];
        Span<byte> key = stackalloc byte[KeyedHash.HashBytes];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
            hash.Append(hash.Utf8(ids[row]));
            hash.Finish(key);
            keys[row] = ReadingKey.Of(key);
        }
        Array.Sort(keys, rows);
        // Stable: within a generation the order stays.
        return generationOfRow is null ? rows : [.. rows.OrderBy(generationOfRow)];
    }
}
