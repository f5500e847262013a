using ModelCI.Core.Problems;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>
/// Batches on their way through the worker, first in first out. The worker reads ahead, so that sending a few batches before the first answer is
/// read overlaps packing, converting and inferring without a second thread here.
/// </summary>
/// <param name="readers">One per model that is run, at least one.</param>
/// <param name="isSealed">Whether problems may not tell what a model did with an item.</param>
internal sealed class PredictionPipe(WorkerProcess worker, BatchEncoder encoder, IReadOnlyList<AnswerReader> readers, bool isSealed)
{
    /// <summary>The most batches that may be under way; no more than the worker reads ahead, or both ends would wait for each other.</summary>
    public const int MostUnderWay = 16;

    private const string Running = "runs the model";

    private readonly Queue<int> _underWay = new();
    private readonly BatchAnswers[] _answers = new BatchAnswers[readers.Count];

    public int UnderWay => _underWay.Count;

    public void Send(ReadOnlySpan<int> rows)
    {
        try
        {
            worker.Send(FrameType.Predict, encoder.Encode(rows), readers[0].Source);
        }
        catch (ModelCIException) when (isSealed)
        {
            throw FailsOnSealed(readers[0]);
        }
        _underWay.Enqueue(rows.Length);
    }

    /// <summary>The oldest batch under way: every model's answers, valid until the next call.</summary>
    public IReadOnlyList<BatchAnswers> Receive()
    {
        var rows = _underWay.Dequeue();
        for (var model = 0; model < readers.Count; model++) _answers[model] = Receive(readers[model], rows);
        return _answers;
    }

    /// <summary>Sends rows in batches and hands over the answers in their order, each with the index of its first row.</summary>
    /// <param name="underWay">Batches that are sent before the first answer is waited for, at most <see cref="MostUnderWay"/>.</param>
    public void Run(ReadOnlySpan<int> rows, int batchSize, int underWay, Action<int, IReadOnlyList<BatchAnswers>> receive)
    {
        Drain();
        var (sent, done) = (0, 0);
        while (done < rows.Length)
        {
            while (sent < rows.Length && UnderWay < underWay)
            {
                var next = Math.Min(batchSize, rows.Length - sent);
                Send(rows.Slice(sent, next));
                sent += next;
            }
            var answers = Receive();
            receive(done, answers);
            done += answers[0].Rows;
        }
    }

    /// <summary>Drops what is under way.</summary>
    public void Drain()
    {
        while (UnderWay > 0) Receive();
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
