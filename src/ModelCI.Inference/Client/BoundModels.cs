using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>The models that are run over the items of a test set, and the ways to run them.</summary>
internal sealed class BoundModels
{
    private readonly ItemPool _items;
    private readonly PredictionTask _task;
    private readonly PairBinding _binding;
    private readonly PredictionPipe _pipe;

    /// <param name="models">Those that are wanted, at least one.</param>
    /// <exception cref="Core.Problems.ModelCIException">Every problem of all of them.</exception>
    public BoundModels(
        WorkerProcess worker, IReadOnlyList<(int Slot, ModelSource Source, ModelDescription Model)> models, ItemPool items, PredictionTask task)
    {
        (_items, _task) = (items, task);
        _binding = PairBinding.Create(models, items, task);
        worker.Send(FrameType.Bind, writer => MessageFormat.Write(writer, _binding.Plan), models[0].Source);
        _pipe = new PredictionPipe(worker, new BatchEncoder(_binding.Columns), [.. _binding.Models.Select(model => new AnswerReader(model, task))], items.IsSealed);
    }

    /// <summary>Every item in row order; the answers of each model.</summary>
    public IReadOnlyList<ModelAnswers> PredictAll(IProgress<int>? progress)
    {
        var rows = Enumerable.Range(0, _items.Count).ToArray();
        var stores = Stores(_task, rows.Length);
        var batchSize = BatchSizes.Whole(_binding);
        _pipe.Run(rows, batchSize, BatchSizes.UnderWay(_binding, batchSize), Receive);
        var findings = Findings(stores, SampleCheck.RowsOf(rows.Length), batchSize, isByRow: true);
        return [.. stores.Zip(findings, (store, found) => new ModelAnswers(store.Answers, store.Rankings, found))];

        void Receive(int start, IReadOnlyList<BatchAnswers> answers)
        {
            AnswerStore.AddAll(stores, start, answers);
            progress?.Report(start + answers[0].Rows);
        }
    }

    /// <summary>A reading in a given order; runs a sample twice before it.</summary>
    public LazyPairs ReadInOrder(int[] rows)
    {
        var batchSize = BatchSizes.InRuns(_binding, BatchSizes.Lazy);
        var sample = SampleCheck.RowsOf(_items.Count);
        // Their own tables: the task's are for answers that count.
        var stores = Stores(new PredictionTask(_task.Classes, _task.IsRegression ? new() : null, _task.Rankings is { } used ? new(used.Depth) : null), sample.Length);
        _pipe.Run(sample, batchSize, BatchSizes.UnderWay(_binding, batchSize), (start, answers) => AnswerStore.AddAll(stores, start, answers));
        return new LazyPairs(_pipe, rows, batchSize, Stores(_task, rows.Length), Findings(stores, sample, batchSize, isByRow: false));
    }

    /// <param name="isByRow">Whether the stores have the sample's answers by row, or in the order of the sample.</param>
    private ModelFindings[] Findings(IReadOnlyList<AnswerStore> stores, int[] sample, int batchSize, bool isByRow)
    {
        var positions = isByRow ? sample : [.. Enumerable.Range(0, sample.Length)];
        var differs = SampleCheck.CountDifferences(_pipe, stores, sample, positions, _binding, batchSize);
        return [.. stores.Zip(differs, (store, count) => store.Findings(sample.Length, count))];
    }

    private AnswerStore[] Stores(PredictionTask task, int count) => [.. _binding.Models.Select(_ => new AnswerStore(task, count))];
}
