using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;

namespace ModelCI.Core.Items;

/// <summary>
/// The ids of items, by row, in the memory of their UTF-8 bytes, or in none where they are row numbers: the strings of a million ids, which are
/// asked for one by one, would take more than everything else that is known of the items.
/// </summary>
public sealed class ItemIds : IReadOnlyList<string>
{
    // Null where ids are row numbers.
    private readonly byte[]? _utf8;
    private readonly int[] _ends;
    private readonly Lazy<int[]> _order;

    private ItemIds(int count)
    {
        Count = count;
        _ends = [];
        _order = new Lazy<int[]>(() => OrdinalOrder.OfRowNumbers(count));
    }

    /// <summary>Ids by row.</summary>
    /// <param name="utf8">The ids one after the other. Not copied.</param>
    /// <param name="ends">By row: where its id ends. Not copied.</param>
    /// <exception cref="ArgumentException">Ends that do not ascend, or lie outside.</exception>
    public ItemIds(byte[] utf8, int[] ends)
    {
        for (var row = 0; row < ends.Length; row++)
        {
            if (ends[row] < (row == 0 ? 0 : ends[row - 1]) || ends[row] > utf8.Length) throw new ArgumentException("ends that do not ascend within the ids", nameof(ends));
        }
        Count = ends.Length;
        _utf8 = utf8;
        _ends = ends;
        _order = new Lazy<int[]>(() => OrdinalOrder.Of(utf8, ends));
    }

    /// <summary>Number of ids.</summary>
    public int Count { get; }

    /// <summary>Rows in the ordinal order of their ids (that of UTF-16 code units), equal ids in the order of their rows.</summary>
    public ReadOnlySpan<int> Sorted => _order.Value;

    /// <summary>Rows whose id is that of an earlier row, ascending; none in a pool.</summary>
    public IReadOnlyList<int> Repetitions
    {
        get
        {
            if (_utf8 is null) return [];
            var (rows, sorted) = (new List<int>(), _order.Value);
            for (var index = 1; index < sorted.Length; index++)
            {
                if (Bytes(sorted[index]).SequenceEqual(Bytes(sorted[index - 1]))) rows.Add(sorted[index]);
            }
            rows.Sort();
            return rows;
        }
    }

    /// <summary>The id of the item in a row.</summary>
    public string this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            return _utf8 is null ? row.ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(Bytes(row));
        }
    }

    /// <summary>The UTF-8 bytes of the id of the item in a row.</summary>
    public ReadOnlySpan<byte> Utf8(int row) => _utf8 is null ? Encoding.UTF8.GetBytes(this[row]) : Bytes(row);

    /// <summary>Row numbers from 0, in decimal.</summary>
    public static ItemIds RowNumbers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ItemIds(count);
    }

    /// <summary>Ids out of strings.</summary>
    /// <exception cref="OverflowException">More than 2^31 bytes.</exception>
    public static ItemIds Of(IReadOnlyList<string> ids)
    {
        var ends = new int[ids.Count];
        for (var row = 0; row < ends.Length; row++) ends[row] = (row == 0 ? 0 : ends[row - 1]) + Encoding.UTF8.GetByteCount(ids[row]);
        var utf8 = new byte[ends.Length == 0 ? 0 : ends[^1]];
        for (var row = 0; row < ends.Length; row++) Encoding.UTF8.GetBytes(ids[row], utf8.AsSpan(row == 0 ? 0 : ends[row - 1]));
        return new ItemIds(utf8, ends);
    }

    /// <summary>The row of an id, or -1; of a repeated id any row.</summary>
    /// <param name="utf8">The id.</param>
    /// <param name="guess">The row where it is looked for first: lists of items often come in the same order.</param>
    public int RowOf(ReadOnlySpan<byte> utf8, int guess = 0)
    {
        if (_utf8 is null) return RowNumber(utf8);
        if (guess >= 0 && guess < Count && Bytes(guess).SequenceEqual(utf8)) return guess;
        var (low, high, sorted) = (0, Count - 1, _order.Value);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var comparison = OrdinalOrder.Compare(utf8, Bytes(sorted[middle]));
            if (comparison == 0) return sorted[middle];
            if (comparison < 0) high = middle - 1;
            else low = middle + 1;
        }
        return -1;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var row = 0; row < Count; row++) yield return this[row];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // '007' and '+7' are no row numbers.
    private int RowNumber(ReadOnlySpan<byte> utf8)
    {
        var isNumber = Utf8Parser.TryParse(utf8, out int row, out var read) && read == utf8.Length && utf8[0] is >= (byte)'0' and <= (byte)'9';
        return isNumber && row < Count && (utf8[0] != (byte)'0' || utf8.Length == 1) ? row : -1;
    }

    private ReadOnlySpan<byte> Bytes(int row) => _utf8.AsSpan((row == 0 ? 0 : _ends[row - 1]).._ends[row]);
}
