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
    private readonly double _logThreshold;
    private readonly EProcess? _process;

    /// <param name="values">Scores by index of the clause's distinct values, in any order.</param>
    /// <param name="zone">2 epsilon.</param>
    /// <param name="logThreshold">ln of the wealth that rejects.</param>
    public OneSidedTest(double[] values, double zone, double logThreshold)
    {
        _scores = values;
        _logThreshold = logThreshold;
        var ascending = values.Order().ToArray();
        _indices = [.. values.Select(value => Array.IndexOf(ascending, value))];
        _process = ascending[0] < 0 && ascending[^1] > 0 ? new EProcess(ascending, zone) : null;
        IsCertain = ascending[0] >= 0;
    }

    /// <summary>Whether no score is negative.</summary>
    private bool IsCertain { get; }

    /// <summary>ln of the wealth; null where there are no bets.</summary>
    public double? LogValue => _process?.LogValue;

    /// <summary>Consumes an item; true when the null is rejected.</summary>
    public bool Observe(int index, bool costALabel)
    {
        if (_process is null) return IsCertain && _scores[index] > 0;
        _process.Observe(_indices[index], costALabel);
        return _process.HasReached(_logThreshold);
    }
}
