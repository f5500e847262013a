using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>
/// The one fixed order in which a test set is read: items sorted by HMAC-SHA256(secret, id). It does not depend on file order and is
/// shared by all commits, so that labels bought for one sit where the next looks first. Items that are added later come behind all older ones.
/// </summary>
/// <remarks>
/// The first 16 bytes of the hash order the items; that two of them agree is never seen. Bytes 17 to 20 are the item's noise. Models, labellers and
/// developers know neither where the order is secret; where it is public anyone can compute both.
/// </remarks>
public sealed class ReadingOrder
{
    /// <summary>Name of the unsealed order in ledger entries.</summary>
    public const string Public = "public";

    // Unsealed test sets have no secret: anyone can compute this order, and the report says so.
    private static ReadOnlySpan<byte> PublicSecret => "modelci.reading-order/1"u8;

    private readonly int[] _rows;
    private readonly Lazy<uint[]> _noise;

    private ReadingOrder(IReadOnlyList<string> ids, byte[] secret, string commitment, Func<int, int>? generationOfRow)
    {
        _rows = Sorted(ids, secret, generationOfRow);
        // Only losses ask for it.
        _noise = new Lazy<uint[]>(() => Noise(ids, secret, _rows));
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

    /// <summary>
    /// The noise of the item at a position of the reading order (<see cref="PairedPrediction.Noise"/>): uniform on 32 bits and independent over items
    /// as far as HMAC-SHA256 is a pseudorandom function, and a function of secret and id alone. May be called from several threads.
    /// </summary>
    public uint NoiseAt(int position) => _noise.Value[position];

    /// <summary>The public order of an unsealed test set.</summary>
    /// <param name="ids">By row, distinct; kept, and read from several threads.</param>
    /// <param name="generationOfRow">When the item of a row was added, 0 for the first items; null where all of them were there from the beginning.</param>
    public static ReadingOrder OfUnsealed(IReadOnlyList<string> ids, Func<int, int>? generationOfRow = null) =>
        new(ids, PublicSecret.ToArray(), Public, generationOfRow);

    /// <summary>The secret order of a sealed test set.</summary>
    /// <param name="ids">By row, distinct; kept, and read from several threads.</param>
    /// <param name="secret">32 random bytes; a new one would be a new order, and so a second look at the test set.</param>
    /// <param name="generationOfRow">When the item of a row was added, 0 for the first items; null where all of them were there from the beginning.</param>
    /// <exception cref="ArgumentException">A secret of another length.</exception>
    public static ReadingOrder Of(IReadOnlyList<string> ids, ReadOnlySpan<byte> secret, Func<int, int>? generationOfRow = null)
    {
        using var hash = KeyedHash.Under(secret);
        return new(ids, secret.ToArray(), hash.Of("commitment").ToString("x32", CultureInfo.InvariantCulture), generationOfRow);
    }

    private static int[] Sorted(IReadOnlyList<string> ids, byte[] secret, Func<int, int>? generationOfRow)
    {
        var keys = new UInt128[ids.Count];
        var rows = new int[ids.Count];
        KeyedHash.ForRanges(secret, rows.Length, (hash, start, end) =>
        {
            for (var row = start; row < end; row++) (rows[row], keys[row]) = (row, hash.Of(ids[row]));
        });
        Array.Sort(keys, rows);
        // Stable: within a generation the order stays.
        return generationOfRow is null ? rows : [.. rows.OrderBy(generationOfRow)];
    }

    private static uint[] Noise(IReadOnlyList<string> ids, byte[] secret, int[] rows)
    {
        var noise = new uint[rows.Length];
        KeyedHash.ForRanges(secret, rows.Length, (hash, start, end) =>
        {
            for (var position = start; position < end; position++) noise[position] = hash.NoiseOf(ids[rows[position]]);
        });
        return noise;
    }
}
