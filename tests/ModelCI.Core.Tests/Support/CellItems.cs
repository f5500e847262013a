using ModelCI.Core.Gating;
using ModelCI.Core.Items;

namespace ModelCI.Core.Tests.Support;

/// <summary>A hand-made test set, one cell per item; it counts which labels were asked for. The true class is always 0.</summary>
internal sealed class CellItems(params Cell[] cells) : IPairedPredictions, ILabelSource
{
    public const int Label = 0;

    private readonly HashSet<int> _missing = [];

    public int Count => cells.Length;

    public bool IsWhole => true;

    /// <summary>Positions whose label was asked for, in order.</summary>
    public List<int> Asked { get; } = [];

    public static PairedPrediction PredictionOf(Cell cell) => cell switch
    {
        Cell.BothRight => new PairedPrediction(0, 0),
        Cell.BothWrongSame => new PairedPrediction(1, 1),
        Cell.OnlyCandidateRight => new PairedPrediction(0, 1),
        Cell.OnlyBaselineRight => new PairedPrediction(1, 0),
        _ => new PairedPrediction(1, 2),
    };

    public CellItems Missing(params int[] positions)
    {
        _missing.UnionWith(positions);
        return this;
    }

    PairedPrediction IPairedPredictions.Read(int position) => PredictionOf(cells[position]);

    int ILabelSource.Read(int position)
    {
        Asked.Add(position);
        return _missing.Contains(position) ? LabelBook.Missing : Label;
    }
}
