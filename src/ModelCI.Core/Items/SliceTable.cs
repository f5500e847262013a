namespace ModelCI.Core.Items;

/// <summary>Which items lie in which slices: a function of features only, never of labels.</summary>
public sealed class SliceTable
{
    /// <summary>Slices that a test set can have at most.</summary>
    public const int Most = 64;

    private readonly ulong[] _members;

    /// <summary>A table over the rows of an <see cref="ItemPool"/>.</summary>
    /// <param name="names">Distinct, at most <see cref="Most"/>.</param>
    /// <param name="members">By row: bit s is set where the item lies in slice s. Not copied; empty where there are no slices.</param>
    /// <exception cref="ArgumentException">Too many slices.</exception>
    public SliceTable(IReadOnlyList<string> names, ulong[] members)
    {
        if (names.Count > Most) throw new ArgumentException($"more than {Most} slices", nameof(names));
        Names = names;
        _members = members;
    }

    /// <summary>No slices.</summary>
    public static SliceTable None { get; } = new([], []);

    /// <summary>Names by bit.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The bits of some of the slices, in the order of the names given.</summary>
    /// <exception cref="ArgumentException">A name that is none.</exception>
    public IReadOnlyList<int> BitsOf(IEnumerable<string> names) =>
    [
        .. names.Select(name => Names.ToList().IndexOf(name) is >= 0 and var bit ? bit : throw new ArgumentException($"no slice '{name}'", nameof(names))),
    ];

    /// <summary>The slices of the item in a row, as <see cref="Gating.PairedPrediction.Slices"/> has them.</summary>
    public ulong this[int row] => Names.Count == 0 ? 0 : _members[row];
}
