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
        _pipe = new PredictionPipe(worker, new BlockEncoder(new BatchEncoder(_binding.Columns), worker.Shared), [.. _binding.Models.Select(model => new AnswerReader(model, task))], items.IsSealed);
    }

    /// <summary>Every item in row order; the answers of each model.</summary>
    public IReadOnlyList<ModelAnswers> PredictAll(IProgress<int>? progress)
    {
        var rows = Enumerable.Range(0, _items.Count).ToArray();
        var stores = Stores(_task, rows.Length);
        var batchSize = BatchSizes.Whole(_binding);
        var sample = SampleCheck.RowsOf(rows.Length);
        var check = new SampleCheck(sample, stores, sample, _binding, batchSize);
        _pipe.Run([new Pass(rows, batchSize, Receive), check.SecondRun]);
        return [.. stores.Zip(Findings(check, stores, sample), (store, found) => new ModelAnswers(store.Answers, store.Rankings, found))];

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
        var check = new SampleCheck(sample, stores, [.. Enumerable.Range(0, sample.Length)], _binding, batchSize);
        _pipe.Run([new Pass(sample, batchSize, (start, answers) => AnswerStore.AddAll(stores, start, answers)), check.SecondRun]);
        return new LazyPairs(_pipe, rows, batchSize, Stores(_task, rows.Length), Findings(check, stores, sample));
    }

    private static ModelFindings[] Findings(SampleCheck check, IReadOnlyList<AnswerStore> stores, int[] sample) =>
        [.. stores.Zip(check.Differs, (store, differs) => store.Findings(sample.Length, differs))];

    private AnswerStore[] Stores(PredictionTask task, int count) => [.. _binding.Models.Select(_ => new AnswerStore(task, count))];
}
