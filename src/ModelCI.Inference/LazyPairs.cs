using ModelCI.Core.Gating;
using ModelCI.Inference.Client;

namespace ModelCI.Inference;

/// <summary>
/// Predictions in reading order, made on demand: at most the batch that was asked for and the next one, so that a run that stops after k items
/// has inferred at most k plus two batches (and the small sample of <see cref="CandidateFindings"/>).
/// </summary>
public sealed class LazyPairs : IPairedPredictions
{
    private readonly PredictionPipe _pipe;
    private readonly int[] _rows;
    private readonly IReadOnlyList<AnswerStore> _stores;
    private readonly long _inferredBefore;
    private int _sent;
    private int _done;

    /// <param name="stores">The candidate's, and the baseline's if there is one.</param>
    /// <param name="findings">As <paramref name="stores"/>.</param>
    internal LazyPairs(PredictionPipe pipe, int[] rows, int batchSize, IReadOnlyList<AnswerStore> stores, IReadOnlyList<ModelFindings> findings)
    {
        _pipe = pipe;
        _rows = rows;
        _stores = stores;
        _inferredBefore = pipe.WorkerItemsInferred();
        BatchSize = batchSize;
        CandidateFindings = findings[0];
        BaselineFindings = findings.Count > 1 ? findings[1] : null;
    }

    /// <summary>What was noticed on a sample before the reading began.</summary>
    public ModelFindings CandidateFindings { get; }

    /// <summary>Likewise; null without a baseline.</summary>
    public ModelFindings? BaselineFindings { get; }

    /// <summary>Items per batch.</summary>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public bool IsWhole => false;

    /// <summary>Items sent to the models so far; depends on the data through where the reading stopped.</summary>
    public int ItemsInferred => _sent;

    /// <summary>The worker's own count of items inferred in this reading. Waits for what is under way.</summary>
    public long WorkerItemsInferred()
    {
        while (_done < _sent) Receive();
        return _pipe.WorkerItemsInferred() - _inferredBefore;
    }

    /// <inheritdoc/>
    /// <exception cref="Core.Problems.ModelCIException">A model failed on an item, died or was too slow.</exception>
    public PairedPrediction Read(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, _rows.Length);
        while (_done <= position)
        {
            if (_sent == _done) Send();
            // The next batch is inferred while the caller works on this one.
            if (_sent < _rows.Length) Send();
            Receive();
        }
        var (candidate, baseline) = (_stores[0], _stores[^1]);
        return new PairedPrediction(
            candidate.Answers[position], baseline.Answers[position],
            CandidateRanking: candidate.Rankings?[position] ?? -1, BaselineRanking: baseline.Rankings?[position] ?? -1);
    }

    private void Send()
    {
        _sent += _pipe.Send(_rows.AsSpan(_sent, Math.Min(BatchSize, _rows.Length - _sent)), BatchSize);
    }

    private void Receive()
    {
        var answers = _pipe.Receive();
        AnswerStore.AddAll(_stores, _done, answers);
        _done += answers[0].Rows;
    }
}
