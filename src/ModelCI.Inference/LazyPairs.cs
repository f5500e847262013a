using ModelCI.Core.Gating;
using ModelCI.Inference.Client;

namespace ModelCI.Inference;

/// <summary>
/// Predictions in reading order, made on demand: at most the batch that was asked for and the next one, so that a run that stops after k items
/// has inferred at most k plus two batches.
/// </summary>
public sealed class LazyPairs : IPairedPredictions
{
    private readonly PredictionPipe _pipe;
    private readonly int[] _rows;
    private readonly int[] _candidate;
    private readonly int[]? _baseline;
    private int _sent;
    private int _done;

    internal LazyPairs(PredictionPipe pipe, int[] rows, int batchSize, bool hasBaseline)
    {
        _pipe = pipe;
        _rows = rows;
        _candidate = new int[rows.Length];
        _baseline = hasBaseline ? new int[rows.Length] : null;
        BatchSize = batchSize;
    }

    /// <summary>Items per batch.</summary>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public bool IsWhole => false;

    /// <summary>Items sent to the models so far; depends on the data through where the reading stopped.</summary>
    public int ItemsInferred => _sent;

    /// <summary>The worker's own count of items inferred since its start. Waits for what is under way.</summary>
    public long WorkerItemsInferred()
    {
        while (_done < _sent) Receive();
        return _pipe.WorkerItemsInferred();
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
        return new PairedPrediction(_candidate[position], _baseline?[position] ?? _candidate[position]);
    }

    private void Send()
    {
        var count = Math.Min(BatchSize, _rows.Length - _sent);
        _pipe.Send(_rows.AsSpan(_sent, count));
        _sent += count;
    }

    private void Receive()
    {
        var count = Math.Min(BatchSize, _rows.Length - _done);
        _pipe.Receive(_candidate.AsSpan(_done, count), _baseline is null ? [] : _baseline.AsSpan(_done, count));
        _done += count;
    }
}
