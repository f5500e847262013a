using System.Runtime.InteropServices;

namespace ModelCI.Core.Items;

/// <summary>
/// The classes with the highest scores, item by item, for top-k metrics. Rankings of both models share one table; whoever predicts adds
/// them and keeps their indices. Not thread-safe.
/// </summary>
public sealed class RankingTable
{
    private readonly List<int> _classes = [];

    /// <summary>An empty table.</summary>
    /// <param name="depth">Classes per ranking, at least 1: the greatest k that is asked for.</param>
    public RankingTable(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        Depth = depth;
    }

    /// <summary>Classes per ranking.</summary>
    public int Depth { get; }

    /// <summary>Number of rankings.</summary>
    public int Count => _classes.Count / Depth;

    /// <summary>A ranking: class indices, the highest score first, exact ties by the lower index. Valid until the next one is added.</summary>
    public ReadOnlySpan<int> this[int index] => CollectionsMarshal.AsSpan(_classes).Slice(index * Depth, Depth);

    /// <summary>Adds a ranking of <see cref="Depth"/> distinct classes.</summary>
    /// <returns>Its index.</returns>
    /// <exception cref="ArgumentException">Of another length.</exception>
    public int Add(ReadOnlySpan<int> ranking)
    {
        if (ranking.Length != Depth) throw new ArgumentException($"{ranking.Length} classes, not {Depth}", nameof(ranking));
        _classes.AddRange(ranking);
        return Count - 1;
    }
}
