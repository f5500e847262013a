using ModelCI.Core.Configuration;

namespace ModelCI.Core.Gating;

/// <summary>
/// Decides a clause by the mean of a sample whose size was fixed beforehand: fp-free accepts iff it exceeds c + eps and refuses otherwise, fn-free
/// refuses iff it is below c - eps and accepts otherwise. The size makes a deviation of eps improbable (<see cref="FixedSampling"/>).
/// </summary>
internal sealed class FixedTest
{
    // Share of the scores' range that rounding may hide; a tie counts against the outcome whose error the mode bounds.
    private const double Guard = 1e-12;

    private readonly ClauseScore _score;
    private readonly Mode _mode;
    private readonly double _boundary;
    private readonly long[] _counts;
    // Scores less the null, turned so that less is worse for the outcome whose error the mode bounds.
    private readonly double[] _margins;
    private Func<double, long>? _sizeAfter;
    private long _size;
    private long _items;

    public FixedTest(ClauseScore score, Mode mode, FixedSample sample)
    {
        (_score, _mode) = (score, mode);
        _boundary = score.ToScore(mode == Mode.FpFree ? score.Threshold + score.Epsilon : score.Threshold - score.Epsilon);
        _counts = new long[score.DistinctValues.Length];
        var (threshold, sign) = (score.ToScore(score.Threshold), mode == Mode.FpFree ? 1 : -1);
        _margins = [.. score.DistinctValues.Select(value => sign * (value - threshold))];
        (_size, _sizeAfter) = (sample.Size, sample.SizeAfter);
        NeedsPilot = sample.IsFirstUnlabelled;
    }

    /// <summary>Whether the first sample is still to be read, by <see cref="ReadPilot"/>.</summary>
    public bool NeedsPilot { get; private set; }

    /// <summary>Reads the first sample from the pool's beginning, without labels; returns the position at which the second one begins.</summary>
    public int ReadPilot(IPairedPredictions predictions)
    {
        var (end, disagreement) = FixedSample.ReadPilot(_score, _size, predictions);
        if (disagreement is not { } share) return end;
        NextSample(share);
        NeedsPilot = false;
        return end;
    }

    /// <summary>Consumes an active item; undecided until the sample is complete.</summary>
    public ClauseOutcome Observe(int valueIndex)
    {
        _counts[valueIndex]++;
        if (++_items < _size) return ClauseOutcome.Undecided;
        var sum = 0.0;
        for (var index = 0; index < _counts.Length; index++) sum += _counts[index] * _score.DistinctValues[index];
        if (_sizeAfter is not null)
        {
            NextSample(sum / _items);
            return ClauseOutcome.Undecided;
        }
        var excess = (sum / _items) - _boundary;
        var guard = Guard * (_score.Supremum - _score.Infimum);
        if (_mode == Mode.FpFree) return excess > guard ? ClauseOutcome.Accepted : ClauseOutcome.Refused;
        return excess < -guard ? ClauseOutcome.Refused : ClauseOutcome.Accepted;
    }

    /// <summary>
    /// Consumes an item that nobody could label as the worst of what it can be for the outcome whose error the mode bounds, inactive among that.
    /// With X the true score less c (fp-free; c less the score, fn-free), 0 where inactive, and X' the one taken, X' &lt;= X, so that under the
    /// null the items that are active by X' have a mean of at most c, too. They are i.i.d., their scores lie in the same range and their
    /// second moment is at most the share of disagreement, as that of any answer is: every size of <see cref="FixedSampling"/> holds for them.
    /// </summary>
    public ClauseOutcome ObserveUnsure(IReadOnlyList<int> outcomes)
    {
        var worst = OneSidedTest.WorstOf(outcomes, _margins);
        return worst == ClauseScore.Inactive ? ClauseOutcome.Undecided : Observe(worst);
    }

    private void NextSample(double mean)
    {
        _size = _sizeAfter!(mean);
        _sizeAfter = null;
        _items = 0;
        Array.Clear(_counts);
    }
}
