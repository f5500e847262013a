namespace ModelCI.Core.Gating;

/// <summary>
/// What a request for labels may say (statistics.md section 5, <c>waiting</c>): the items that would need a label if no clause decided. A function
/// of what is known without labels, so that neither a request nor its size tells how the evaluation goes.
/// </summary>
public static class NeededLabels
{
    /// <summary>
    /// Positions of the reading order, ascending, whose label <see cref="Gate.Decide"/> may ask for; it asks for all of them where no evidence
    /// suffices. A clause of a fixed method needs none before its first sample without labels has ended, and none after as many items as its
    /// sample has are certain to be active, for then it is decided.
    /// </summary>
    /// <param name="clauses">As <see cref="Gate.Decide"/> takes them.</param>
    /// <param name="classes">Number of classes, at least 2; 0 for a regression.</param>
    /// <param name="predictions">In reading order; read up to the last position returned, and as far as first samples go.</param>
    /// <param name="most">Positions to return at most, at least 0.</param>
    public static IReadOnlyList<int> Positions(IReadOnlyList<ClauseScore> clauses, int classes, IPairedPredictions predictions, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var open = clauses.Where(score => !score.IsLabelFree).Select(score => new Reader(score, classes, predictions)).ToList();
        var needed = new List<int>();
        for (var position = 0; position < predictions.Count && needed.Count < most && open.Count > 0; position++)
        {
            var prediction = predictions.Read(position);
            var isNeeded = false;
            foreach (var reader in open) isNeeded |= reader.Needs(prediction, position);
            if (isNeeded) needed.Add(position);
            open.RemoveAll(reader => reader.IsDecided);
        }
        return needed;
    }

    /// <summary>One clause, as far as it can be followed without labels.</summary>
    private sealed class Reader
    {
        private readonly FreeOutcomes _free;
        private readonly int _start;
        // Items of the deciding sample; null where there is none or labels size it.
        private readonly long? _size;
        private long _active;

        public Reader(ClauseScore score, int classes, IPairedPredictions predictions)
        {
            _free = score.Free(classes);
            if (score.Sample is not { } sample) return;
            _size = sample.SizeAfter is null ? sample.Size : null;
            if (!sample.IsFirstUnlabelled) return;
            (_start, var disagreement) = FixedSample.ReadPilot(score, sample.Size, predictions);
            if (disagreement is { } share) _size = sample.SizeAfter!(share);
        }

        public bool IsDecided => _size is { } size && _active >= size;

        public bool Needs(PairedPrediction prediction, int position)
        {
            if (position < _start) return false;
            var possible = _free.Possible(prediction);
            if (!possible.Contains(ClauseScore.Inactive)) _active++;
            return possible.Count > 1;
        }
    }
}
