using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>
/// Items with equal features under different ids, by 128 bits of SHA-256 over the features alone. Equal to the bit: -0 is not 0 and a NaN not one of another
/// pattern. At 128 bits ten million items have two that agree by chance with probability 2^-82.
/// </summary>
/// <remarks>A quick hash goes first: items that have theirs for themselves, nearly all, equal none. It decides nothing, so its seed does not matter.</remarks>
internal static class RepeatedItems
{
    private const int RowsPerTask = 1 << 13;
    private const int BucketsPerRow = 64;
    private const int MostBuckets = 1 << 30;

    /// <summary>Groups of at least two rows, each ascending, in the order of their first rows.</summary>
    public static IReadOnlyList<int[]> Of(ItemPool items)
    {
        // Items without features are not equal: there is nothing to compare.
        if (items.Columns.Count == 0) return [];
        var suspects = Suspects(items);
        var digests = new UInt128[suspects.Length];
        InParallel(suspects.Length, (from, to) =>
        {
            var features = new FeatureBytes(items);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            for (var suspect = from; suspect < to; suspect++)
            {
                SHA256.HashData(features.Of(suspects[suspect]), hash);
                digests[suspect] = BinaryPrimitives.ReadUInt128LittleEndian(hash);
            }
        });
        return [.. suspects.Zip(digests).GroupBy(pair => pair.Second, pair => pair.First).Select(group => group.ToArray()).Where(rows => rows.Length > 1)];
    }

    /// <summary>Rows that share a bucket of the quick hash, ascending.</summary>
    private static int[] Suspects(ItemPool items)
    {
        var hashes = new int[items.Count];
        InParallel(items.Count, (from, to) =>
        {
            var features = new FeatureBytes(items);
            for (var row = from; row < to; row++)
            {
                var hash = new HashCode();
                hash.AddBytes(features.Of(row));
                hashes[row] = hash.ToHashCode();
            }
        });
        var buckets = (uint)Math.Min(MostBuckets, BitOperations.RoundUpToPowerOf2((ulong)items.Count * BucketsPerRow));
        var (met, metAgain) = (new ulong[(buckets + 63) / 64], new ulong[(buckets + 63) / 64]);
        foreach (var hash in hashes)
        {
            var (word, bit) = Place(hash);
            metAgain[word] |= met[word] & bit;
            met[word] |= bit;
        }
        return [.. Enumerable.Range(0, items.Count).Where(row => (metAgain[Place(hashes[row]).Word] & Place(hashes[row]).Bit) != 0)];

        (int Word, ulong Bit) Place(int hash)
        {
            var bucket = unchecked((uint)hash) & (buckets - 1);
            return ((int)(bucket >> 6), 1UL << (int)(bucket & 63));
        }
    }

    private static void InParallel(int count, Action<int, int> range)
    {
        var tasks = (int)(((long)count + RowsPerTask - 1) / RowsPerTask);
        Parallel.For(0, tasks, task => range(task * RowsPerTask, (int)Math.Min(count, (task + 1L) * RowsPerTask)));
    }
}
