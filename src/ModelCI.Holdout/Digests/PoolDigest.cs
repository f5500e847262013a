using System.Security.Cryptography;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Digests;

/// <summary>
/// Identifies the items of a test set by their content: SHA-256 over one digest per item in the ordinal order of the ids, an item's digest
/// being over its id and its typed values in the ordinal order of the columns' names. So neither the order of rows and columns nor the way in
/// which a file writes the same values changes it.
/// </summary>
/// <param name="Pool">Lower-case hex.</param>
/// <param name="Items">By row, <see cref="ItemPool.DigestBytes"/> each.</param>
internal sealed record PoolDigest(string Pool, byte[] Items)
{
    public static PoolDigest Compute(IReadOnlyList<string> ids, IReadOnlyList<FeatureColumn> columns)
    {
        var order = ids.Index().OrderBy(item => item.Item, StringComparer.Ordinal).Select(item => item.Index);
        var digested = columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => new DigestedColumn(column)).ToArray();
        using var pool = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var item = new DigestWriter();
        var items = new byte[checked(ids.Count * ItemPool.DigestBytes)];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var row in order)
        {
            item.Write(ids[row]);
            foreach (var column in digested) column.Write(row, item);
            item.Finish(digest);
            var kept = digest[..ItemPool.DigestBytes];
            pool.AppendData(kept);
            kept.CopyTo(items.AsSpan(row * ItemPool.DigestBytes));
        }
        return new PoolDigest(Convert.ToHexStringLower(pool.GetHashAndReset()), items);
    }
}
