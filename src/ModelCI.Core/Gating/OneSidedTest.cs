using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>
/// Evidence in one direction: rejects <c>E[X] &lt;= 0</c> when the e-process reaches its threshold. Where no score is negative, one positive
/// score refutes the null with error probability 0 and no bets; where none is positive, nothing ever does.
/// </summary>
internal sealed class OneSidedTest
{
    private readonly double[] _scores;
    private readonly int[] _indices;
    private readonly EProcess? _process;
    private readonly bool _isCertain;

    /// <param name="values">Scores by index of the clause's distinct values, in any order.</param>
    /// <param name="zone">2 epsilon.</param>
    /// <param name="logThreshold">ln of the wealth that rejects.</param>
    /// <param name="labelShare">As the <see cref="EProcess"/> takes it.</param>
    public OneSidedTest(double[] values, double zone, double logThreshold, double? labelShare)
    {
        _scores = values;
        var ascending = values.Order().ToArray();
        _indices = [.. values.Select(value => Array.IndexOf(ascending, value))];
        _process = ascending[0] < 0 && ascending[^1] > 0 ? new EProcess(ascending, zone, logThreshold, labelShare) : null;
        _isCertain = ascending[0] >= 0;
    }

    /// <summary>Whether the null is rejected; final.</summary>
    public bool HasRejected { get; private set; }

    /// <summary>ln of the wealth; null where there are no bets.</summary>
    public double? LogValue => _process?.LogValue;

    /// <summary>Consumes an item whose label was read.</summary>
    public void Observe(int index)
    {
        _process?.Observe(_indices[index], costALabel: true);
        HasRejected = _process?.HasReachedTarget ?? (_isCertain && _scores[index] > 0);
    }

    /// <summary>
    /// Consumes an item that nobody could label as the worst of what it can be for rejecting; being inactive, a factor of 1, is among that.
    /// </summary>
    /// <remarks>
    /// Let X be the true score less the null, 0 where inactive, and X' this one: X' &lt;= X for every item, whatever its true label, so that
    /// E[X'] &lt;= E[X] &lt;= 0 under the null. X' is a function of the item and its answer, hence i.i.d. like it; and 1 + lambda X' with a bet
    /// from earlier items is a factor of a supermartingale on its own, whatever it is that makes items hard to label. An item that were skipped
    /// instead would leave a mean over the easy ones. The pool's disagreements may still inform a bet (<see cref="EProcess"/>):
    /// E[X' | flags] &lt;= E[X | flags] &lt;= 0, and free items, which score 0, are never asked for.
    /// </remarks>
    /// <param name="outcomes">Indices, or <see cref="ClauseScore.Inactive"/>.</param>
    public void ObserveUnsure(IReadOnlyList<int> outcomes)
    {
        var worst = WorstOf(outcomes, _scores);
        if (worst != ClauseScore.Inactive) Observe(worst);
    }

    /// <summary>The outcome with the least score, inactive counting as 0.</summary>
    /// <param name="scores">By index; 0 at the null.</param>
    public static int WorstOf(IReadOnlyList<int> outcomes, IReadOnlyList<double> scores) =>
        outcomes.MinBy(outcome => outcome == ClauseScore.Inactive ? 0 : scores[outcome]);

    /// <summary>How many items of a free run it takes to reject, or all of them; nothing is consumed.</summary>
    public long RunToRejection(int index, long count) =>
        _process?.RunToTarget(_indices[index], count) ?? (_isCertain && _scores[index] > 0 ? 1 : count);

    /// <summary>Consumes a run of free items of one score that ends at the latest where the null is rejected.</summary>
    public void ObserveRun(int index, long count)
    {
        _process?.ObserveRun(_indices[index], count);
        HasRejected = _process?.HasReachedTarget ?? (_isCertain && _scores[index] > 0);
    }
}
