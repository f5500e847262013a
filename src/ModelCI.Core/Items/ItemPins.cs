using System.Buffers.Binary;

namespace ModelCI.Core.Items;

/// <summary>
/// Pins a test set item by item: 16 bytes of HMAC-SHA256(key, id) and 16 bytes of HMAC-SHA256(key, item digest) each, in the order of the
/// former, so that a changed item can be named, added ones be told apart and test sets be compared without keeping any item. Under a secret key the
/// pins tell no more than how many items there are; under <see cref="PublicKey"/> whoever guesses an item can recognise it.
/// </summary>
/// <remarks>At 16 bytes, ten million items have two that agree by chance with probability 2^-82 (n^2/2 over 2^128).</remarks>
public sealed class ItemPins
{
    /// <summary>Bytes per item in <see cref="ToBytes"/>.</summary>
    public const int BytesPerItem = 32;

    private const int HashBytes = 16;
    private const byte Numbered = 0;
    private const byte Named = 1;

    private readonly ItemPin[] _pins;

    private ItemPins(ItemPin[] ascending, bool hasNamedIds)
    {
        _pins = ascending;
        HasNamedIds = hasNamedIds;
    }

    /// <summary>The key of test sets that are not sealed, whose items anyone can read anyway.</summary>
    public static ReadOnlySpan<byte> PublicKey => "modelci.item-pins/1, not secret."u8;

    /// <summary>Number of items.</summary>
    public int Count => _pins.Length;

    /// <summary>Whether ids name items; false where they are row numbers.</summary>
    public bool HasNamedIds { get; }

    /// <summary>The pins of a pool.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">A key of another length.</exception>
    public static ItemPins Of(ItemPool pool, ReadOnlySpan<byte> key)
    {
        KeyedHash.CheckKey(key);
        var pins = new ItemPin[pool.Count];
        KeyedHash.ForRanges(key, pins.Length, (hash, start, end) =>
        {
            for (var row = start; row < end; row++) pins[row] = PinOf(pool, row, hash);
        });
        Array.Sort(pins);
        return new ItemPins(pins, pool.HasNamedIds);
    }

    /// <summary>The pins of those items of a pool whose ids are not pinned here; no pins where there is none.</summary>
    /// <param name="key">The key that these pins were made with.</param>
    public ItemPins Added(ItemPool now, ReadOnlySpan<byte> key)
    {
        var all = Of(now, key);
        return new ItemPins([.. all._pins.Where(pin => Find(pin.Id) < 0)], all.HasNamedIds);
    }

    /// <summary>Reads <see cref="ToBytes"/> back.</summary>
    /// <exception cref="FormatException">Not the bytes of pins: their length, their first byte or their order is wrong.</exception>
    public static ItemPins Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BytesPerItem != 1 || bytes[0] is not (Numbered or Named)) throw new FormatException("these are not the pins of a test set's items");
        var pins = new ItemPin[bytes.Length / BytesPerItem];
        for (var index = 0; index < pins.Length; index++)
        {
            var pin = bytes.Slice(1 + (index * BytesPerItem), BytesPerItem);
            pins[index] = new ItemPin(BinaryPrimitives.ReadUInt128BigEndian(pin), BinaryPrimitives.ReadUInt128BigEndian(pin[HashBytes..]));
            if (index > 0 && pins[index].CompareTo(pins[index - 1]) <= 0) throw new FormatException($"pin {index + 1} of a test set's items is out of order");
        }
        return new ItemPins(pins, bytes[0] == Named);
    }

    /// <summary>Canonical: a byte that says what ids are (0 row numbers, 1 names), then the pins.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[checked(1 + (_pins.Length * BytesPerItem))];
        bytes[0] = HasNamedIds ? Named : Numbered;
        for (var index = 0; index < _pins.Length; index++)
        {
            var pin = bytes.AsSpan(1 + (index * BytesPerItem));
            BinaryPrimitives.WriteUInt128BigEndian(pin, _pins[index].Id);
            BinaryPrimitives.WriteUInt128BigEndian(pin[HashBytes..], _pins[index].Content);
        }
        return bytes;
    }

    /// <summary>Whether an item of that id is pinned.</summary>
    /// <param name="key">The key that the pins were made with.</param>
    public bool Contains(string id, ReadOnlySpan<byte> key)
    {
        using var hash = KeyedHash.Under(key);
        return Find(hash.Of(id)) >= 0;
    }

    /// <summary>How a pool differs from these pins.</summary>
    /// <param name="key">The key that they were made with.</param>
    public ItemDifference Compare(ItemPool now, ReadOnlySpan<byte> key)
    {
        using var hash = KeyedHash.Under(key);
        var (changed, added) = (new List<string>(), new List<string>());
        for (var row = 0; row < now.Count; row++)
        {
            var pin = PinOf(now, row, hash);
            var index = Find(pin.Id);
            if (index < 0) added.Add(now.Ids[row]);
            else if (_pins[index].Content != pin.Content) changed.Add(now.Ids[row]);
        }
        // Ids of a pool are distinct: every other row met a pin of its own.
        return new ItemDifference(changed, added, Count - (now.Count - added.Count));
    }

    /// <summary>
    /// How many items another test set shares with this one: by id where both name their items. Row numbers repeat in every test set, so that there an
    /// item counts as shared where its content, row number included, is the same. In tables of few distinct rows that happens by chance, and the
    /// caller judges the number; an item that stands in another row is not found.
    /// </summary>
    /// <param name="other">Made with the same key: pins under different keys have nothing in common.</param>
    public int Overlap(ItemPins other)
    {
        if (HasNamedIds && other.HasNamedIds) return _pins.Count(pin => other.Find(pin.Id) >= 0);
        var contents = other._pins.Select(pin => pin.Content).ToHashSet();
        return _pins.Count(pin => contents.Contains(pin.Content));
    }

    /// <summary>These pins and those of items that are added.</summary>
    /// <exception cref="ArgumentException">An id in both, or names in one and row numbers in the other.</exception>
    public ItemPins With(ItemPins more)
    {
        if (HasNamedIds != more.HasNamedIds) throw new ArgumentException("one has named ids, the other row numbers", nameof(more));
        if (more._pins.Any(pin => Find(pin.Id) >= 0)) throw new ArgumentException("an item that is pinned already", nameof(more));
        ItemPin[] all = [.. _pins, .. more._pins];
        Array.Sort(all);
        return new ItemPins(all, HasNamedIds);
    }

    private static ItemPin PinOf(ItemPool pool, int row, KeyedHash hash) => new(hash.Of(pool.Ids[row]), hash.Of(pool.DigestOf(row)));

    private int Find(UInt128 id)
    {
        var index = Array.BinarySearch(_pins, new ItemPin(id, 0));
        return index >= 0 ? index : -1;
    }
}
