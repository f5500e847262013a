using System.Collections.Concurrent;
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
    // Rows that are digested together: few enough for the cache, enough that reading them costs little.
    private const int MostRows = 256;
    private const int MostBytes = 1 << 20;

    // Digests that enter the pool's hash together.
    private const int GatheredRows = 4096;

    public static PoolDigest Compute(ItemIds ids, IReadOnlyList<FeatureColumn> columns)
    {
        var digested = columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => new DigestedColumn(column)).ToArray();
        var items = new byte[checked(ids.Count * ItemPool.DigestBytes)];
        var rows = (int)Math.Clamp(MostBytes / Math.Max(1, digested.Sum(column => (long)column.RowBytes)), 1, MostRows);
        Parallel.ForEach(
            Partitioner.Create(0, ids.Count, rows),
            () => new ItemDigester(ids, digested),
            (range, _, digester) =>
            {
                digester.Digest(range.Item1, items.AsSpan(range.Item1 * ItemPool.DigestBytes, (range.Item2 - range.Item1) * ItemPool.DigestBytes));
                return digester;
            },
            digester => digester.Dispose());
        return new PoolDigest(OfItems(ids, items), items);
    }

    private static string OfItems(ItemIds ids, byte[] items)
    {
        using var pool = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var gathered = new byte[GatheredRows * ItemPool.DigestBytes];
        for (var sorted = ids.Sorted; sorted.Length > 0;)
        {
            var count = Math.Min(sorted.Length, GatheredRows);
            for (var index = 0; index < count; index++)
                items.AsSpan(sorted[index] * ItemPool.DigestBytes, ItemPool.DigestBytes).CopyTo(gathered.AsSpan(index * ItemPool.DigestBytes));
            pool.AppendData(gathered.AsSpan(0, count * ItemPool.DigestBytes));
            sorted = sorted[count..];
        }
        return Convert.ToHexStringLower(pool.GetHashAndReset());
    }
}
