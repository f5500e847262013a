using ModelCI.Core.Gating;
using ModelCI.Core.Items;

namespace ModelCI.Core.Tests.Support;

/// <summary>One of the things that an item of a test set can be.</summary>
internal readonly record struct Kind(double Share, int Candidate, int Baseline, int Label, ulong Slices = 0)
{
    public PairedPrediction Prediction => new(Candidate, Baseline, Slices);
}

/// <summary>A test set of items of given kinds, listed or drawn i.i.d. by seed and position; it counts which labels were asked for.</summary>
internal sealed class KindItems : IPairedPredictions, ILabelSource
{
    private readonly Kind[] _items;
    private readonly HashSet<int> _unsure = [];

    public KindItems(params Kind[] items)
    {
        _items = items;
    }

    public int Count => _items.Length;

    public bool IsWhole { get; init; } = true;

    public IReadOnlyList<Kind> Items => _items;

    /// <summary>Positions whose label was asked for, in order.</summary>
    public List<int> Asked { get; } = [];

    /// <summary>At these positions the answer is that nobody can label the item.</summary>
    public KindItems Unsure(params IEnumerable<int> positions)
    {
        _unsure.UnionWith(positions);
        return this;
    }

    public static KindItems Drawn(int count, ulong seed, params Kind[] kinds)
    {
        var items = new Kind[count];
        for (var position = 0; position < count; position++)
        {
            var uniform = RandomItems.Uniform(seed, position);
            var kind = 0;
            while (kind < kinds.Length - 1 && uniform >= kinds[kind].Share) uniform -= kinds[kind++].Share;
            items[position] = kinds[kind];
        }
        return new KindItems(items);
    }

    PairedPrediction IPairedPredictions.Read(int position) => _items[position].Prediction;

    int ILabelSource.Read(int position)
    {
        Asked.Add(position);
        return _unsure.Contains(position) ? LabelBook.Unsure : _items[position].Label;
    }
}
