using ModelCI.Core.Problems;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>
/// Batches on their way through the worker, first in first out. The worker reads ahead, so that sending a few batches before the first answer is
/// read overlaps packing, converting and inferring without a second thread here.
/// </summary>
internal sealed class PredictionPipe(WorkerProcess worker, BatchEncoder encoder, IReadOnlyList<AnswerReader> readers)
{
    /// <summary>The most batches that may be under way; fewer than the worker reads ahead, or both ends would wait for each other.</summary>
    public const int MostUnderWay = 3;

    private const string Running = "runs the model";

    private readonly Queue<int> _underWay = new();

    public int UnderWay => _underWay.Count;

    /// <summary>Items sent to the worker so far.</summary>
    public long ItemsSent { get; private set; }

    public void Send(ReadOnlySpan<int> rows)
    {
        worker.Send(FrameType.Predict, encoder.Encode(rows), readers[0].Source);
        _underWay.Enqueue(rows.Length);
        ItemsSent += rows.Length;
    }

    /// <summary>The oldest batch under way: for each model a span to fill, as long as the batch.</summary>
    /// <returns>Ties of the candidate and the baseline.</returns>
    public (int Candidate, int Baseline) Receive(Span<int> candidate, Span<int> baseline)
    {
        _underWay.Dequeue();
        var candidateTies = Receive(readers[0], candidate);
        return (candidateTies, readers.Count > 1 ? Receive(readers[1], baseline) : 0);
    }

    /// <summary>Drops what is under way.</summary>
    public void Drain()
    {
        while (_underWay.TryPeek(out var rows)) Receive(new int[rows], new int[rows]);
    }

    /// <summary>The worker's own count; call it with nothing under way.</summary>
    public long WorkerItemsInferred()
    {
        worker.Send(FrameType.Count, [], readers[0].Source);
        using var frame = worker.Receive(FrameType.Counted, readers[0].Source, Running);
        using var reader = frame.Reader();
        return reader.ReadInt64();
    }

    private int Receive(AnswerReader reader, Span<int> predictions)
    {
        try
        {
            using var frame = worker.Receive(FrameType.Predicted, reader.Source, Running);
            return reader.Read(frame, predictions);
        }
        catch (WorkerFault fault)
        {
            throw new ModelCIException([ModelProblems.FromFault(fault, reader.Source)]);
        }
    }
}
