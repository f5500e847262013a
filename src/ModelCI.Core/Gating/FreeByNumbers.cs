namespace ModelCI.Core.Gating;

/// <summary>
/// Of clauses on losses: some label makes any loss any other, except where both models answer one number and the coefficients cancel; the
/// score is then 0 whatever the label is.
/// </summary>
internal sealed class FreeByNumbers : FreeOutcomes
{
    private readonly int? _ifEqual;
    private readonly int[] _equal;
    private readonly int[] _ends;

    /// <param name="score">Resolved.</param>
    /// <param name="grid">Its grid.</param>
    public FreeByNumbers(ClauseScore score, LossGrid grid)
        : base(score)
    {
        _ends = [0, LossGrid.Cells];
        _ifEqual = grid.Cancels ? LossGrid.Cells / 2 : null;
        _equal = _ifEqual is { } middle ? [middle] : _ends;
        Values = new HashSet<int>(_ifEqual is { } value ? [value] : []);
    }

    public override IReadOnlySet<int> Values { get; }

    public override bool IsActivityKnown => true;

    private protected override int OfInside(PairedPrediction prediction) => prediction.Disagree ? NeedsLabel : _ifEqual ?? NeedsLabel;

    private protected override IReadOnlyList<int> PossibleInside(PairedPrediction prediction) => prediction.Disagree ? _ends : _equal;
}
