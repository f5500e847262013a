using ModelCI.Core.Problems;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>
/// Batches on their way through the worker, first in first out. They are sent in blocks, and the worker has a few of these ahead of it, so that
/// packing, converting and inferring overlap without a second thread here.
/// </summary>
/// <param name="readers">One per model that is run, at least one.</param>
/// <param name="isSealed">Whether problems may not tell what a model did with an item.</param>
internal sealed class PredictionPipe(WorkerProcess worker, BlockEncoder encoder, IReadOnlyList<AnswerReader> readers, bool isSealed)
{
    /// <summary>
    /// The most blocks that may be under way; no more than the worker reads ahead, or both ends would wait for each other, and no more than there
    /// are in shared memory.
    /// </summary>
    public const int MostUnderWay = SharedMemory.Blocks;

    private const string Running = "runs the model";

    private readonly Queue<(int Rows, bool IsLast)> _underWay = new();
    private readonly List<int> _batches = [];
    private readonly BatchAnswers[] _answers = new BatchAnswers[readers.Count];
    private int _blocks;

    /// <summary>Sends as many of the rows as a block takes, at least one batch, and tells how many.</summary>
    public int Send(ReadOnlySpan<int> rows, int batchSize)
    {
        if (_blocks == MostUnderWay) throw new InvalidOperationException("the block is still under way");
        try
        {
            worker.Send(FrameType.Predict, encoder.Encode(rows, batchSize, _batches), readers[0].Source);
        }
        catch (ModelCIException) when (isSealed)
        {
            throw FailsOnSealed(readers[0]);
        }
        for (var batch = 0; batch < _batches.Count; batch++) _underWay.Enqueue((_batches[batch], batch == _batches.Count - 1));
        _blocks++;
        return _batches.Sum();
    }

    /// <summary>The oldest batch under way: every model's answers, valid until the next call.</summary>
    public IReadOnlyList<BatchAnswers> Receive()
    {
        var (rows, isLast) = _underWay.Dequeue();
        for (var model = 0; model < readers.Count; model++) _answers[model] = Receive(readers[model], rows);
        if (isLast) _blocks--;
        return _answers;
    }

    /// <summary>Runs one pass after the other, without a pause between them.</summary>
    public void Run(IReadOnlyList<Pass> passes)
    {
        Drain();
        var (sending, sent) = (0, 0);
        foreach (var pass in passes)
        {
            for (var done = 0; done < pass.Rows.Length; done += _answers[0].Rows)
            {
                while (sending < passes.Count && _blocks < MostUnderWay)
                {
                    var (rows, batchSize) = (passes[sending].Rows, passes[sending].BatchSize);
                    // The models begin with the first batch while the others are packed.
                    var end = _blocks == 0 ? Math.Min(sent + batchSize, rows.Length) : rows.Length;
                    sent += Send(rows.AsSpan(sent..end), batchSize);
                    if (sent == rows.Length) (sending, sent) = (sending + 1, 0);
                }
                pass.Receive(done, Receive());
            }
        }
    }

    /// <summary>Drops what is under way.</summary>
    public void Drain()
    {
        while (_underWay.Count > 0) Receive();
    }

    /// <summary>The worker's own count; call it with nothing under way.</summary>
    public long WorkerItemsInferred()
    {
        worker.Send(FrameType.Count, [], readers[0].Source);
        using var frame = worker.Receive(FrameType.Counted, readers[0].Source, Running);
        using var reader = frame.Reader();
        return reader.ReadInt64();
    }

    private BatchAnswers Receive(AnswerReader reader, int rows)
    {
        try
        {
            using var frame = worker.Receive(FrameType.Predicted, reader.Source, Running);
            return reader.Read(frame, rows);
        }
        catch (Exception failure) when (isSealed && failure is (WorkerFault or ModelCIException))
        {
            throw FailsOnSealed(reader);
        }
        catch (WorkerFault fault)
        {
            throw new ModelCIException([WorkerProblems.FromFault(fault, reader.Source)]);
        }
    }

    private static ModelCIException FailsOnSealed(AnswerReader reader) => new([ModelProblems.FailsOnSealed(reader.Source)]);
}
