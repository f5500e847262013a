namespace ModelCI.Core.Items;

/// <summary>The items of a test set: their ids and features, in file order, without any label.</summary>
public sealed class ItemPool
{
    private readonly Dictionary<string, FeatureColumn> _columns;

    /// <summary>Checks that every column has a row per item and that ids and column names are distinct.</summary>
    /// <param name="ids">Item ids in file order, distinct, at least one.</param>
    /// <param name="columns">Feature columns; label and excluded columns are not among them.</param>
    /// <param name="digest">Lower-case hex SHA-256 over ids and typed feature values, independent of file order.</param>
    /// <exception cref="ArgumentException">No items, a repeated id or name, or a column of another length.</exception>
    public ItemPool(IReadOnlyList<string> ids, IReadOnlyList<FeatureColumn> columns, string digest)
    {
        if (ids.Count == 0) throw new ArgumentException("a test set without items", nameof(ids));
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count) throw new ArgumentException("repeated ids", nameof(ids));
        if (columns.Any(column => column.Rows != ids.Count)) throw new ArgumentException("a column of another length", nameof(columns));
        Ids = ids;
        Columns = columns;
        Digest = digest;
        _columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>Item ids in file order.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Number of items, N.</summary>
    public int Count => Ids.Count;

    /// <summary>Feature columns in file order.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>Pins the test set in the ledger.</summary>
    public string Digest { get; }

    /// <summary>The column of that name, or null. Names are compared ordinally.</summary>
    public FeatureColumn? Find(string name) => _columns.GetValueOrDefault(name);
}
