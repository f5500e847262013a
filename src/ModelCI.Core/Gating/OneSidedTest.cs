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
