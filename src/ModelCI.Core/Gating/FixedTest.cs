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
    private Func<double, long>? _sizeAfter;
    private long _size;
    private long _items;

    public FixedTest(ClauseScore score, Mode mode, FixedSample sample)
    {
        (_score, _mode) = (score, mode);
        _boundary = score.ToScore(mode == Mode.FpFree ? score.Threshold + score.Epsilon : score.Threshold - score.Epsilon);
        _counts = new long[score.DistinctValues.Length];
        (_size, _sizeAfter) = (sample.Size, sample.SizeAfter);
        NeedsPilot = sample.IsFirstUnlabelled;
    }

    /// <summary>Whether the first sample is still to be read, by <see cref="ReadPilot"/>.</summary>
    public bool NeedsPilot { get; private set; }

    /// <summary>Reads the first sample from the pool's beginning, without labels; returns the position at which the second one begins.</summary>
    public int ReadPilot(IPairedPredictions predictions)
    {
        var disagreeing = 0L;
        for (var position = 0; position < predictions.Count; position++)
        {
            var prediction = predictions.Read(position);
            if (_score.IsOutsideSlice(prediction)) continue;
            if (prediction.Disagree) disagreeing++;
            if (++_items < _size) continue;
            NextSample((double)disagreeing / _items);
            NeedsPilot = false;
            return position + 1;
        }
        return predictions.Count;
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

    private void NextSample(double mean)
    {
        _size = _sizeAfter!(mean);
        _sizeAfter = null;
        _items = 0;
        Array.Clear(_counts);
    }
}
