using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Client;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference;

/// <summary>
/// Predictions of candidate and baseline over the items, made in a process of its own. Start it first of all, load the models before the items are
/// read, and bind it when they are: starting and loading overlap with everything else. Not thread-safe.
/// </summary>
public sealed class PairPredictor : IDisposable
{
    private readonly WorkerProcess _worker;
    private IReadOnlyList<ModelSource> _sources = [];
    private Task<IReadOnlyList<ModelDescription>>? _loading;
    private ItemPool? _items;
    private PairBinding? _binding;
    private PredictionPipe? _pipe;

    private PairPredictor(WorkerProcess worker)
    {
        _worker = worker;
    }

    internal int WorkerProcessId => _worker.Id;

    /// <summary>Starts the worker and begins to load the models. What is wrong with the models is reported by <see cref="Bind"/>.</summary>
    /// <exception cref="ModelCIException">MCI2013: the process cannot be started.</exception>
    public static PairPredictor Start(WorkerCommand command, ModelSource candidate, ModelSource? baseline, LimitSettings limits)
    {
        var predictor = Start(command, limits);
        predictor.Load(candidate, baseline);
        return predictor;
    }

    /// <summary>Starts the worker, for models that are not known yet.</summary>
    /// <exception cref="ModelCIException">MCI2013: the process cannot be started.</exception>
    public static PairPredictor Start(WorkerCommand command, LimitSettings limits) => new(WorkerProcess.Start(command, limits.SecondsPerBatch));

    /// <summary>Begins to load the models, once. What is wrong with them is reported by <see cref="Bind"/>.</summary>
    public void Load(ModelSource candidate, ModelSource? baseline)
    {
        if (_loading is not null) throw new InvalidOperationException("loaded already");
        _sources = baseline is null ? [candidate] : [candidate, baseline];
        _loading = Task.Run(Load);
    }

    /// <summary>Waits for the models and settles how the items feed them and which outputs decide. Before any prediction, once.</summary>
    /// <param name="items">What the models are fed with.</param>
    /// <param name="task">What they answer.</param>
    /// <exception cref="ModelCIException">Every problem of both models with their files, inputs and outputs.</exception>
    public void Bind(ItemPool items, PredictionTask task)
    {
        if (_binding is not null) throw new InvalidOperationException("already bound");
        var descriptions = (_loading ?? throw new InvalidOperationException("load the models first")).GetAwaiter().GetResult();
        var binding = PairBinding.Create([.. _sources.Zip(descriptions)], items, task.Classes);
        _worker.Send(FrameType.Bind, writer => MessageFormat.Write(writer, binding.Plan), _sources[0]);
        var readers = binding.Models.Select((model, slot) => new AnswerReader(slot, model, task.Classes)).ToArray();
        _pipe = new PredictionPipe(_worker, new BatchEncoder(binding.Columns), readers);
        (_items, _binding) = (items, binding);
    }

    /// <summary>Predicts every item in row order.</summary>
    /// <param name="progress">Told the items done so far.</param>
    /// <exception cref="ModelCIException">A model failed on an item, died or was too slow.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the worker is ended.</exception>
    public PairPredictions PredictAll(IProgress<int>? progress, CancellationToken cancellation)
    {
        var (items, binding, pipe) = Bound();
        pipe.Drain();
        var rows = Enumerable.Range(0, items.Count).ToArray();
        var candidate = new int[rows.Length];
        var baseline = _sources.Count > 1 ? new int[rows.Length] : null;
        var batchSize = BatchSizes.Whole(binding);
        var (sent, done, candidateTies, baselineTies) = (0, 0, 0, 0);
        using var registration = cancellation.Register(_worker.Kill);
        try
        {
            while (done < rows.Length)
            {
                while (sent < rows.Length && pipe.UnderWay < PredictionPipe.MostUnderWay)
                {
                    var next = Math.Min(batchSize, rows.Length - sent);
                    pipe.Send(rows.AsSpan(sent, next));
                    sent += next;
                }
                var count = Math.Min(batchSize, rows.Length - done);
                var ties = pipe.Receive(candidate.AsSpan(done, count), baseline is null ? [] : baseline.AsSpan(done, count));
                candidateTies += ties.Candidate;
                baselineTies += ties.Baseline;
                done += count;
                progress?.Report(done);
            }
        }
        catch (ModelCIException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        return new PairPredictions(
            new ModelAnswers(candidate, null, new ModelFindings(candidateTies)),
            baseline is null ? null : new ModelAnswers(baseline, null, new ModelFindings(baselineTies)));
    }

    /// <summary>Predictions in a given order, made as they are asked for. Ends what an earlier reading had under way.</summary>
    /// <param name="rowOrder">Rows of the items; position p of the result is row <c>rowOrder[p]</c>.</param>
    public LazyPairs ReadInOrder(IReadOnlyList<int> rowOrder)
    {
        var (_, binding, pipe) = Bound();
        pipe.Drain();
        return new LazyPairs(pipe, [.. rowOrder], BatchSizes.InRuns(binding, BatchSizes.Lazy), _sources.Count > 1);
    }

    /// <summary>Lets the worker end by itself while the caller goes on: nothing more will be predicted.</summary>
    public void Release() => _worker.CloseInput();

    /// <summary>Ends the worker.</summary>
    public void Dispose()
    {
        // It may not even have started up: there is nothing to wait for.
        if (_loading is null) _worker.Kill();
        _worker.Dispose();
        if (_loading is null) return;
        // Its outcome no longer matters, but it must be over before the caller removes the models' files.
        ((IAsyncResult)_loading).AsyncWaitHandle.WaitOne();
        _ = _loading.Exception;
    }

    private (ItemPool Items, PairBinding Binding, PredictionPipe Pipe) Bound() =>
        _items is { } items && _binding is { } binding && _pipe is { } pipe
            ? (items, binding, pipe)
            : throw new InvalidOperationException("bind the items first");

    private IReadOnlyList<ModelDescription> Load()
    {
        var problems = _sources.Select(ModelFile.Check).OfType<Problem>().ToArray();
        if (problems.Length > 0) throw new ModelCIException(problems);
        for (var slot = 0; slot < _sources.Count; slot++)
        {
            var (index, path) = (slot, _sources[slot].FilePath);
            _worker.Send(FrameType.Load, Request, _sources[slot]);

            void Request(BinaryWriter writer)
            {
                writer.Write(FrameChannel.Version);
                writer.Write(index);
                writer.Write(path);
            }
        }
        return ModelLoading.Receive(_worker, _sources);
    }
}
