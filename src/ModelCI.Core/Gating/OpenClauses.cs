namespace ModelCI.Core.Gating;

/// <summary>The clauses that are still open while items are read together, and what the current item is to each of them.</summary>
internal sealed class OpenClauses
{
    private readonly List<ClauseTest> _open;
    private readonly int[] _outcomes;

    public OpenClauses(IEnumerable<ClauseTest> tests)
    {
        _open = [.. tests];
        _outcomes = new int[_open.Count];
    }

    /// <summary>How many clauses have no outcome yet.</summary>
    public int Count => _open.Count;

    /// <summary>Whether all of them can take a run of items at once.</summary>
    public bool LooksAhead => _open.TrueForAll(test => test.LooksAhead);

    /// <summary>Looks at an item without its label; true if it is free for all open clauses.</summary>
    public bool Classify(PairedPrediction prediction, int position)
    {
        var isFree = true;
        for (var index = 0; index < _open.Count; index++)
        {
            _outcomes[index] = position < _open[index].Start ? ClauseScore.Inactive : _open[index].Free.Of(prediction);
            isFree &= _outcomes[index] != FreeOutcomes.NeedsLabel;
        }
        return isFree;
    }

    /// <summary>Whether another item is to all open clauses what the classified one is.</summary>
    public bool IsAlike(PairedPrediction prediction)
    {
        for (var index = 0; index < _open.Count; index++)
        {
            if (_open[index].Free.Of(prediction) != _outcomes[index]) return false;
        }
        return true;
    }

    /// <summary>Consumes the classified item with its label, or with the answer <see cref="Items.LabelBook.Unsure"/>.</summary>
    public void Observe(PairedPrediction prediction, int label)
    {
        for (var index = 0; index < _open.Count; index++)
        {
            var outcome = _outcomes[index];
            if (outcome == FreeOutcomes.NeedsLabel)
            {
                _open[index].Observe(prediction, label);
            }
            else if (outcome != ClauseScore.Inactive)
            {
                _open[index].ObserveRun(outcome, 1);
            }
        }
    }

    /// <summary>Consumes a run of items like the classified one, which is free, up to the first at which a clause is refused or the last one closes.</summary>
    /// <returns>Items consumed.</returns>
    public long ObserveRun(long count)
    {
        // A refusal ends the evaluation for all clauses: none may read beyond it.
        for (var index = 0; index < _open.Count; index++)
        {
            if (_outcomes[index] != ClauseScore.Inactive) count = _open[index].RunToRefusal(_outcomes[index], count);
        }
        var read = 0L;
        for (var index = 0; index < _open.Count; index++)
        {
            var consumed = _outcomes[index] == ClauseScore.Inactive ? count : _open[index].ObserveRun(_outcomes[index], count);
            read = Math.Max(read, consumed);
        }
        return read;
    }

    /// <summary>Takes clauses with an outcome off the list; true if one was refused.</summary>
    public bool CloseDecided()
    {
        var isRefused = false;
        for (var index = _open.Count - 1; index >= 0; index--)
        {
            if (_open[index].IsOpen) continue;
            isRefused |= _open[index].Outcome == ClauseOutcome.Refused;
            _open.RemoveAt(index);
        }
        return isRefused;
    }
}
