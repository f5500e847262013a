using System.Diagnostics;
using System.Numerics;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>
/// One clause under test: a process that accepts and one that refuses it, with nulls and thresholds by the table of statistics.md section 3.
/// </summary>
internal sealed class ClauseTest
{
    private readonly OneSidedTest? _accept;
    private readonly OneSidedTest? _refuse;
    private readonly FixedTest? _fixed;
    private readonly long[] _counts;
    private readonly List<SeenCounts> _checkpoints = [];
    private long _items;
    private long _unsure;
    private long _labels;
    private readonly Mode _mode;

    /// <param name="score">Resolved.</param>
    /// <param name="clauses">Number of clauses of the condition.</param>
    /// <param name="mode">Which error alpha bounds.</param>
    /// <param name="levels">Of the run.</param>
    /// <param name="classes">Number of classes; 0 for a regression.</param>
    /// <param name="pool">Predictions that were all made before the first label; null where they were not.</param>
    public ClauseTest(ClauseScore score, int clauses, Mode mode, TestLevels levels, int classes, IPairedPredictions? pool)
    {
        Score = score;
        Free = score.Free(classes);
        _mode = mode;
        _counts = new long[score.DistinctValues.Length];
        if (score.Method != DecisionMethod.Sequential)
        {
            if (score.Sample is null || score.SampledFor!.LogInverse != levels.Alpha.LogInverse)
                throw new ArgumentException($"the clause '{score.Clause}' has no sample for this level", nameof(score));
            _fixed = new FixedTest(score, mode, score.Sample);
            return;
        }
        var nulls = ClauseNulls.Of(score, clauses, mode, levels);
        _accept = Test(nulls.Accept, 1, nulls.AcceptLevel);
        _refuse = Test(nulls.Refuse, -1, nulls.RefuseLevel);

        OneSidedTest Test(double nullValue, int sign, SignificanceLevel level)
        {
            var values = score.DistinctValues.Select(value => sign * (value - nullValue)).ToArray();
            var labelShare = pool is not null && IsPaired(values, Free) ? Free.LabelShare(pool) : null;
            return new OneSidedTest(values, nulls.Zone, level.LogInverse, labelShare);
        }
    }

    public ClauseScore Score { get; }

    public FreeOutcomes Free { get; }

    public ClauseOutcome Outcome { get; private set; }

    public bool IsOpen => Outcome == ClauseOutcome.Undecided;

    /// <summary>Whether runs of free items may be looked at in advance: not where a sample of fixed size ends in the middle of one.</summary>
    public bool LooksAhead => _fixed is null;

    /// <summary>The position from which on the clause reads; items before it were a first sample without labels.</summary>
    public int Start { get; private set; }

    /// <summary>Reads the first sample of a fixed method that has one without labels.</summary>
    public void ReadPilot(IPairedPredictions predictions)
    {
        if (_fixed is { NeedsPilot: true }) Start = _fixed.ReadPilot(predictions);
    }

    /// <summary>Consumes an item whose label was needed; if it is active both processes see it, and the first crossing is final.</summary>
    /// <param name="prediction">What is known without the label.</param>
    /// <param name="label">A class index or <see cref="LabelBook.Unsure"/>.</param>
    public void Observe(PairedPrediction prediction, int label)
    {
        _labels++;
        if (label == LabelBook.Unsure)
        {
            ObserveUnsure(Free.Possible(prediction));
            return;
        }
        var outcome = Score.OutcomeOf(prediction, label);
        if (outcome != ClauseScore.Inactive) Observe(outcome);
    }

    private void ObserveUnsure(IReadOnlyList<int> outcomes)
    {
        _unsure++;
        if (_fixed is not null)
        {
            Outcome = _fixed.ObserveUnsure(outcomes);
            return;
        }
        _accept!.ObserveUnsure(outcomes);
        _refuse!.ObserveUnsure(outcomes);
        Conclude();
    }

    private void Observe(int valueIndex)
    {
        Count(valueIndex, 1);
        if (_fixed is not null)
        {
            Outcome = _fixed.Observe(valueIndex);
            return;
        }
        _accept!.Observe(valueIndex);
        _refuse!.Observe(valueIndex);
        Conclude();
    }

    /// <summary>How many of a run of free items of one value it takes to refuse the clause, or all of them; nothing is consumed.</summary>
    public long RunToRefusal(int valueIndex, long count)
    {
        if (count == 1) return 1;
        var (accepts, refuses) = (_accept!.RunToRejection(valueIndex, count), _refuse!.RunToRejection(valueIndex, count));
        return accepts < refuses ? count : refuses;
    }

    /// <summary>Consumes a run of free items of one value up to the first crossing, with the result of consuming them one by one.</summary>
    /// <returns>Items consumed.</returns>
    public long ObserveRun(int valueIndex, long count)
    {
        if (_fixed is not null)
        {
            Debug.Assert(count == 1, "a fixed sample is read item by item");
            Observe(valueIndex);
            return 1;
        }
        var run = Math.Min(_accept!.RunToRejection(valueIndex, count), _refuse!.RunToRejection(valueIndex, count));
        Count(valueIndex, run);
        _accept.ObserveRun(valueIndex, run);
        _refuse.ObserveRun(valueIndex, run);
        Conclude();
        return run;
    }

    public ClauseEvidence Evidence() => new(Score, Outcome, Seen(), [.. _checkpoints, Seen()], _accept?.LogValue, _refuse?.LogValue);

    private SeenCounts Seen() => new([.. _counts], _unsure, _labels);

    // What the pool shows without labels may be used where all that it shows scores 0 (EProcess): n - o against 0.
    private static bool IsPaired(double[] values, FreeOutcomes free) =>
        values.Length == 3 && values[1] == 0 && values[0] == -values[2] && free.IsActivityKnown && free.Values.All(index => values[index] == 0);

    private void Count(int valueIndex, long count)
    {
        while (count > 0)
        {
            var step = Math.Min(count, (long)BitOperations.RoundUpToPowerOf2((ulong)_items + 1) - _items);
            _items += step;
            _counts[valueIndex] += step;
            count -= step;
            if (BitOperations.IsPow2(_items)) _checkpoints.Add(Seen());
        }
    }

    private void Conclude()
    {
        var (accepts, refuses) = (_accept!.HasRejected, _refuse!.HasRejected);
        if (accepts && refuses) Outcome = _mode == Mode.FpFree ? ClauseOutcome.Refused : ClauseOutcome.Accepted;
        else if (accepts) Outcome = ClauseOutcome.Accepted;
        else if (refuses) Outcome = ClauseOutcome.Refused;
    }
}
