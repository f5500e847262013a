using ModelCI.Core.Configuration;

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
    private readonly Mode _mode;

    public ClauseTest(ClauseScore score, int clauses, Mode mode, TestLevels levels, int classes)
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
        _accept = new OneSidedTest([.. score.DistinctValues.Select(value => value - nulls.Accept)], nulls.Zone, nulls.AcceptLevel.LogInverse);
        _refuse = new OneSidedTest([.. score.DistinctValues.Select(value => nulls.Refuse - value)], nulls.Zone, nulls.RefuseLevel.LogInverse);
    }

    public ClauseScore Score { get; }

    public FreeOutcomes Free { get; }

    public ClauseOutcome Outcome { get; private set; }

    public bool IsOpen => Outcome == ClauseOutcome.Undecided;

    /// <summary>The position from which on the clause reads; items before it were a first sample without labels.</summary>
    public int Start { get; private set; }

    /// <summary>Whether the clause consumes the item at a position if it is active.</summary>
    public bool Reads(int position) => IsOpen && position >= Start;

    /// <summary>Reads the first sample of a fixed method that has one without labels.</summary>
    public void ReadPilot(IPairedPredictions predictions)
    {
        if (_fixed is { NeedsPilot: true }) Start = _fixed.ReadPilot(predictions);
    }

    /// <summary>Consumes an active item whose value is known; both processes see it, and the first crossing is final.</summary>
    public void Observe(int valueIndex, bool costALabel)
    {
        _counts[valueIndex]++;
        if (_fixed is not null)
        {
            Outcome = _fixed.Observe(valueIndex);
            return;
        }
        var accepts = _accept!.Observe(valueIndex, costALabel);
        var refuses = _refuse!.Observe(valueIndex, costALabel);
        if (accepts && refuses) Outcome = _mode == Mode.FpFree ? ClauseOutcome.Refused : ClauseOutcome.Accepted;
        else if (accepts) Outcome = ClauseOutcome.Accepted;
        else if (refuses) Outcome = ClauseOutcome.Refused;
    }

    public ClauseEvidence Evidence() => new(Score, Outcome, [.. _counts], _accept?.LogValue, _refuse?.LogValue);
}
