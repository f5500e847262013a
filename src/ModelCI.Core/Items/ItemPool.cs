namespace ModelCI.Core.Items;

/// <summary>The items of a test set: their ids and features, in file order, without any label.</summary>
public sealed class ItemPool
{
    /// <summary>Bytes of an item's digest.</summary>
    public const int DigestBytes = 16;

    private readonly Dictionary<string, FeatureColumn> _columns;
    private readonly byte[] _itemDigests;

    /// <summary>Checks that every column has a row per item and that ids and column names are distinct.</summary>
    /// <param name="ids">Item ids in file order, distinct, at least one.</param>
    /// <param name="columns">Feature columns; label and excluded columns are not among them.</param>
    /// <param name="digest">Lower-case hex SHA-256 over ids and typed feature values, independent of file order.</param>
    /// <param name="itemDigests">By row, <see cref="DigestBytes"/> each: of the item's id and typed feature values. Not copied.</param>
    /// <param name="hasNamedIds">Whether ids were given; false where they are row numbers.</param>
    /// <exception cref="ArgumentException">No items, a repeated id or name, or a column or digests of another length.</exception>
    public ItemPool(IReadOnlyList<string> ids, IReadOnlyList<FeatureColumn> columns, string digest, byte[] itemDigests, bool hasNamedIds)
    {
        if (ids.Count == 0) throw new ArgumentException("a test set without items", nameof(ids));
        Ids = ids as ItemIds ?? ItemIds.Of(ids);
        if (Ids.Repetitions.Count > 0) throw new ArgumentException("repeated ids", nameof(ids));
        if (columns.Any(column => column.Rows != ids.Count)) throw new ArgumentException("a column of another length", nameof(columns));
        if (itemDigests.Length != (long)ids.Count * DigestBytes) throw new ArgumentException("not one digest per item", nameof(itemDigests));
        Columns = columns;
        Digest = digest;
        HasNamedIds = hasNamedIds;
        _itemDigests = itemDigests;
        _columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>Item ids in file order.</summary>
    public ItemIds Ids { get; }

    /// <summary>Number of items, N.</summary>
    public int Count => Ids.Count;

    /// <summary>Feature columns in file order.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>Pins the test set in the ledger.</summary>
    public string Digest { get; }

    /// <summary>Whether ids name the items; false where they are row numbers, which every test set has.</summary>
    public bool HasNamedIds { get; }

    /// <summary>Whether their values are sealed: then no message may hold one, nor tell more of them than that something is wrong.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The digest of the item in a row: the first <see cref="DigestBytes"/> bytes of SHA-256 over its id and typed feature values.</summary>
    public ReadOnlySpan<byte> DigestOf(int row) => _itemDigests.AsSpan(row * DigestBytes, DigestBytes);

    /// <summary>The column of that name, or null. Names are compared ordinally.</summary>
    public FeatureColumn? Find(string name) => _columns.GetValueOrDefault(name);
}
