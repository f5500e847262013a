using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>
/// Items with equal features under different ids, by 128 bits of SHA-256 over the features alone. Equal to the bit: -0 is not 0 and a NaN not one of another
/// pattern. At 128 bits ten million items have two that agree by chance with probability 2^-82.
/// </summary>
internal static class RepeatedItems
{
    private const int RowsPerTask = 1 << 13;

    /// <summary>Groups of at least two rows, each ascending, in the order of their first rows.</summary>
    public static IReadOnlyList<int[]> Of(ItemPool items)
    {
        // Items without features are not equal: there is nothing to compare.
        if (items.Columns.Count == 0) return [];
        var (high, low) = (new ulong[items.Count], new ulong[items.Count]);
        var tasks = (items.Count + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, task => Digest(items, task * RowsPerTask, Math.Min(items.Count, checked((task + 1) * RowsPerTask)), high, low));
        // Sorting one half of primitive keys is several times as fast as sorting 128-bit numbers.
        var rows = Enumerable.Range(0, items.Count).ToArray();
        Array.Sort(high, rows);
        var groups = new List<int[]>();
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && high[end] == high[start]) end++;
            if (end - start > 1) groups.AddRange(rows[start..end].GroupBy(row => low[row]).Select(group => group.Order().ToArray()).Where(group => group.Length > 1));
            start = end;
        }
        groups.Sort((a, b) => a[0].CompareTo(b[0]));
        return groups;
    }

    private static void Digest(ItemPool items, int from, int to, ulong[] high, ulong[] low)
    {
        var numbers = items.Columns.OfType<NumericColumn>().ToArray();
        var texts = items.Columns.OfType<TextColumn>().ToArray();
        var width = checked(numbers.Sum(column => column.RowBytes) + (texts.Length * sizeof(int)));
        var buffer = new byte[width];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var row = from; row < to; row++)
        {
            var length = 0;
            foreach (var column in numbers)
            {
                column.CopyRow(row, buffer.AsSpan(length, column.RowBytes));
                length += column.RowBytes;
            }
            foreach (var column in texts)
            {
                // The length, then the text, so that 'ab', 'c' and 'a', 'bc' differ.
                var text = MemoryMarshal.AsBytes(column[row].AsSpan());
                if (buffer.Length < length + text.Length + width) Array.Resize(ref buffer, checked(2 * (length + text.Length + width)));
                BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), text.Length);
                text.CopyTo(buffer.AsSpan(length + sizeof(int)));
                length += sizeof(int) + text.Length;
            }
            SHA256.HashData(buffer.AsSpan(0, length), hash);
            high[row] = BinaryPrimitives.ReadUInt64LittleEndian(hash);
            low[row] = BinaryPrimitives.ReadUInt64LittleEndian(hash[sizeof(ulong)..]);
        }
    }
}
