using ModelCI.Core.Gating;

namespace ModelCI.Core.Tests.Support;

/// <summary>A test set that is listed item by item; it counts which labels were asked for.</summary>
internal sealed class ListedItems(IReadOnlyList<(PairedPrediction Prediction, int Label)> items) : IPairedPredictions, ILabelSource
{
    public int Count => items.Count;

    public bool IsWhole { get; init; } = true;

    /// <summary>Positions whose label was asked for, in order.</summary>
    public List<int> Asked { get; } = [];

    PairedPrediction IPairedPredictions.Read(int position) => items[position].Prediction;

    int ILabelSource.Read(int position)
    {
        Asked.Add(position);
        return items[position].Label;
    }
}
