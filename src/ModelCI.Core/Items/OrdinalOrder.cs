using System.Buffers.Binary;

namespace ModelCI.Core.Items;

/// <summary>
/// Orders UTF-8 texts as an ordinal comparison of their strings does. The two orders of bytes and of UTF-16 code units differ in one thing: what lies
/// beyond U+FFFF comes, as surrogates, before U+E000 to U+FFFF.
/// </summary>
internal static class OrdinalOrder
{
    private const byte FirstBehindSurrogates = 0xEE;
    private const byte FirstOfFourBytes = 0xF0;

    /// <summary>Below zero, zero, or above, as the first text comes before, with, or after the second.</summary>
    public static int Compare(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var common = first.CommonPrefixLength(second);
        if (common == first.Length || common == second.Length) return first.Length.CompareTo(second.Length);
        return Rank(first[common]).CompareTo(Rank(second[common]));
    }

    /// <summary>Rows in the order of their texts, equal texts in the order of rows.</summary>
    /// <param name="ends">Where the text of each row ends; it begins where the one before ends.</param>
    public static int[] Of(byte[] utf8, int[] ends)
    {
        var rows = new int[ends.Length];
        for (var row = 0; row < rows.Length; row++) rows[row] = row;
        if (IsSorted(utf8, ends)) return rows;

        // Sorting by numbers is many times faster than by texts: eight bytes behind the prefix that all texts share tell most of them apart.
        var prefix = CommonPrefix(utf8, ends);
        var keys = new ulong[ends.Length];
        for (var row = 0; row < keys.Length; row++) keys[row] = Key(Text(utf8, ends, row)[prefix..]);
        Array.Sort(keys, rows);
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && keys[end] == keys[start]) end++;
            rows.AsSpan(start, end - start).Sort((first, second) =>
            {
                var comparison = Compare(Text(utf8, ends, first), Text(utf8, ends, second));
                return comparison != 0 ? comparison : first.CompareTo(second);
            });
            start = end;
        }
        return rows;
    }

    /// <summary>The numbers from 0 in the order of their decimal texts: 0, 1, 10, 100, 101, ..., 11, 110, ..., 2.</summary>
    public static int[] OfRowNumbers(int count)
    {
        var rows = new int[count];
        var next = 1L;
        for (var index = 1; index < count; index++)
        {
            rows[index] = (int)next;
            if (next * 10 < count)
            {
                next *= 10;
                continue;
            }
            while (next % 10 == 9 || next + 1 >= count) next /= 10;
            next++;
        }
        return rows;
    }

    private static bool IsSorted(byte[] utf8, int[] ends)
    {
        for (var row = 1; row < ends.Length; row++)
        {
            if (Compare(Text(utf8, ends, row - 1), Text(utf8, ends, row)) > 0) return false;
        }
        return true;
    }

    private static int CommonPrefix(byte[] utf8, int[] ends)
    {
        ReadOnlySpan<byte> common = Text(utf8, ends, 0);
        for (var row = 1; row < ends.Length; row++) common = common[..common.CommonPrefixLength(Text(utf8, ends, row))];
        return common.Length;
    }

    private static ulong Key(ReadOnlySpan<byte> text)
    {
        Span<byte> key = stackalloc byte[sizeof(ulong)];
        key.Clear();
        for (var index = 0; index < Math.Min(key.Length, text.Length); index++) key[index] = Rank(text[index]);
        return BinaryPrimitives.ReadUInt64BigEndian(key);
    }

    // No byte of UTF-8 lies above 0xF4. A first byte of a text may be the middle of a character here: it keeps its place.
    private static byte Rank(byte value) => value switch
    {
        < FirstBehindSurrogates => value,
        < FirstOfFourBytes => (byte)(value + 5),
        _ => (byte)(value - 2),
    };

    private static ReadOnlySpan<byte> Text(byte[] utf8, int[] ends, int row)
    {
        var start = row == 0 ? 0 : ends[row - 1];
        return utf8.AsSpan(start, ends[row] - start);
    }
}
