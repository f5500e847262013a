using ModelCI.Core.Configuration;
using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>
/// Decides a condition on a test set, pulling labels one by one: the pure heart of ModelCI. Deterministic; reads items in reading order;
/// asks for a label only where it can change a score that is still under test, and stops as soon as the evidence suffices
/// (statistics.md sections 1 to 3).
/// </summary>
public sealed class Gate
{
    private readonly Mode _mode;
    private readonly IPairedPredictions _predictions;
    private readonly ILabelSource _labels;
    private readonly LabelAllowance _allowance;
    private readonly ClauseTest[] _tests;
    private readonly List<int> _labelled = [];
    private int _newLabels;
    private int _itemsRead;

    private Gate(
        IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, int classes,
        IPairedPredictions predictions, ILabelSource labels, LabelAllowance allowance)
    {
        _mode = mode;
        _predictions = predictions;
        _labels = labels;
        _allowance = allowance;
        _tests = [.. clauses.Select(clause => new ClauseTest(clause, clauses.Count, mode, levels, classes, predictions.IsWhole ? predictions : null))];
    }

    /// <summary>Runs one evaluation to its end.</summary>
    /// <param name="clauses">The condition, compiled for <paramref name="mode"/> and resolved, with their samples where the method is fixed; at least one.</param>
    /// <param name="mode">Which error <see cref="TestLevels.Alpha"/> bounds.</param>
    /// <param name="levels">Fixed before any label is read.</param>
    /// <param name="classes">Number of classes, at least 2; 0 for a regression.</param>
    /// <param name="predictions">In reading order.</param>
    /// <param name="labels">In reading order.</param>
    /// <param name="allowance">Labels that may be used.</param>
    public static Decision Decide(
        IReadOnlyList<ClauseScore> clauses, Mode mode, TestLevels levels, int classes,
        IPairedPredictions predictions, ILabelSource labels, LabelAllowance allowance)
    {
        ArgumentOutOfRangeException.ThrowIfZero(clauses.Count);
        if (classes != 0) ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return new Gate(clauses, mode, levels, classes, predictions, labels, allowance).Run();
    }

    private Decision Run()
    {
        foreach (var test in _tests)
        {
            test.ReadPilot(_predictions);
            _itemsRead = Math.Max(_itemsRead, test.Start);
        }
        foreach (var test in _tests.Where(test => test.Score.IsLabelFree))
        {
            var open = new OpenClauses([test]);
            for (var position = 0; position < _predictions.Count && test.IsOpen;) position = ReadFree(open, position);
            if (test.Outcome == ClauseOutcome.Refused) return new Decision.Failed(Evidence());
        }
        // fp-free: with a clause that stays undecided no label can turn the verdict into a pass any more.
        if (_mode == Mode.FpFree && _tests.Any(test => test.Score.IsLabelFree && test.IsOpen))
            return new Decision.Undecided(Evidence(), Shortage.Items);
        return ReadWithLabels(new OpenClauses(_tests.Where(test => !test.Score.IsLabelFree)));
    }

    private Decision ReadWithLabels(OpenClauses open)
    {
        for (var position = 0; position < _predictions.Count && open.Count > 0;)
        {
            var prediction = _predictions.Read(position);
            if (open.Classify(prediction, position))
            {
                position = ReadFree(open, position);
            }
            else
            {
                if (_allowance.Forbids(position, _newLabels)) return new Decision.Undecided(Evidence(), Shortage.Labels);
                var label = _labels.Read(position);
                // Never skipped: that would select items on whether their label is known.
                if (label == LabelBook.Missing) return new Decision.Waiting(Evidence(), position);
                _labelled.Add(position);
                if (!_allowance.Used[position]) _newLabels++;
                open.Observe(prediction, label);
                _itemsRead = Math.Max(_itemsRead, ++position);
            }
            if (open.CloseDecided()) return new Decision.Failed(Evidence());
        }
        return _tests.All(test => test.Outcome == ClauseOutcome.Accepted)
            ? new Decision.Passed(Evidence())
            : new Decision.Undecided(Evidence(), Shortage.Items);
    }

    /// <summary>
    /// Consumes the run of items from a position on that are free for all open clauses and alike to each, up to the item that decides. Whoever
    /// makes predictions on demand is never asked to look ahead.
    /// </summary>
    /// <returns>The next position.</returns>
    private int ReadFree(OpenClauses open, int position)
    {
        open.Classify(_predictions.Read(position), position);
        var end = position + 1;
        if (_predictions.IsWhole && open.LooksAhead)
        {
            while (end < _predictions.Count && open.IsAlike(_predictions.Read(end))) end++;
        }
        var next = position + (int)open.ObserveRun(end - position);
        _itemsRead = Math.Max(_itemsRead, next);
        return next;
    }

    private Evidence Evidence() => new([.. _tests.Select(test => test.Evidence())], _itemsRead, [.. _labelled], _newLabels);
}
