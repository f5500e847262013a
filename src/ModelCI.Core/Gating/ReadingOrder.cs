using System.Security.Cryptography;
using System.Text;

namespace ModelCI.Core.Gating;

/// <summary>
/// The one fixed order in which a test set is read: items sorted by HMAC-SHA256(secret, id). It does not depend on file order and is
/// shared by all commits, so that labels bought for one sit where the next looks first.
/// </summary>
public sealed class ReadingOrder
{
    /// <summary>Name of the unsealed order in ledger entries.</summary>
    public const string Public = "public";

    // Unsealed test sets have no secret: anyone can compute this order, and the report says so.
    private static readonly byte[] PublicSecret = Encoding.UTF8.GetBytes("modelci.reading-order/1");

    private readonly int[] _rows;

    private ReadingOrder(int[] rows)
    {
        _rows = rows;
    }

    /// <summary>Rows in reading order.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>The row (file order) of the item at a position of the reading order.</summary>
    public int RowAt(int position) => _rows[position];

    /// <summary>The public order of an unsealed test set. Ids are distinct.</summary>
    public static ReadingOrder OfUnsealed(IReadOnlyList<string> ids)
    {
        var keys = new string[ids.Count];
        var rows = new int[ids.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
            keys[row] = Convert.ToHexString(HMACSHA256.HashData(PublicSecret, Encoding.UTF8.GetBytes(ids[row])));
        }
        Array.Sort(keys, rows, StringComparer.Ordinal);
        return new ReadingOrder(rows);
    }
}
