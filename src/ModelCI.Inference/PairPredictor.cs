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
    private int[]? _wanted;
    private BoundModels? _bound;

    private PairPredictor(WorkerProcess worker)
    {
        _worker = worker;
    }

    /// <summary>ONNX Runtime's version, such as 1.29.0, as its own library says in the worker: nothing else may load it. Empty until the models are.</summary>
    public string RuntimeVersion { get; private set; } = "";

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
    public static PairPredictor Start(WorkerCommand command, LimitSettings limits) => new(WorkerProcess.Start(command, limits));

    /// <summary>Begins to load the models, once. What is wrong with them is reported by <see cref="Bind"/>.</summary>
    public void Load(ModelSource candidate, ModelSource? baseline)
    {
        if (_loading is not null) throw new InvalidOperationException("loaded already");
        _sources = baseline is null ? [candidate] : [candidate, baseline];
        _loading = Task.Run(Load);
    }

    /// <summary>Waits for the models and tells what they take and return: the candidate, then the baseline, if there is one.</summary>
    /// <exception cref="ModelCIException">Every model that cannot be loaded.</exception>
    public IReadOnlyList<ModelSignature> Signatures()
    {
        var models = (_loading ?? throw new InvalidOperationException("load the models first")).GetAwaiter().GetResult();
        return [.. models.Select(model => new ModelSignature([.. model.Inputs.Select(Value)], [.. model.Outputs.Select(Value)]))];

        static ModelValue Value(ValueDescription value) => new(value.Name, value.IsTensor ? value.Type : null, value.Dimensions, value.ToString());
    }

    /// <summary>Waits for the models and settles how the items feed them and which outputs decide. Before any prediction, once.</summary>
    /// <param name="items">What the models are fed with.</param>
    /// <param name="task">What they answer.</param>
    /// <param name="wantsCandidate">Whether the candidate is run; otherwise its answers are known already.</param>
    /// <param name="wantsBaseline">Likewise; of no effect where none was loaded.</param>
    /// <exception cref="ModelCIException">Every problem of the models that are wanted, with their files, inputs and outputs.</exception>
    public void Bind(ItemPool items, PredictionTask task, bool wantsCandidate = true, bool wantsBaseline = true)
    {
        if (_wanted is not null) throw new InvalidOperationException("already bound");
        var models = (_loading ?? throw new InvalidOperationException("load the models first")).GetAwaiter().GetResult();
        int[] wanted = [.. Enumerable.Range(0, _sources.Count).Where(slot => slot == 0 ? wantsCandidate : wantsBaseline)];
        if (wanted.Length > 0) _bound = new BoundModels(_worker, [.. wanted.Select(slot => (slot, _sources[slot], models[slot]))], items, task);
        _wanted = wanted;
    }

    /// <summary>Predicts every item in row order, with the models that are wanted, and runs a sample of them again.</summary>
    /// <param name="progress">Told the items done so far.</param>
    /// <exception cref="ModelCIException">A model failed on an item, died or was too slow.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the worker is ended.</exception>
    public PairPredictions PredictAll(IProgress<int>? progress, CancellationToken cancellation)
    {
        var wanted = _wanted ?? throw new InvalidOperationException("bind the items first");
        using var registration = cancellation.Register(_worker.Kill);
        try
        {
            var answers = _bound?.PredictAll(progress) ?? [];
            return new PairPredictions(Of(0), Of(1));

            ModelAnswers? Of(int slot) => wanted.Contains(slot) ? answers[wanted.Length == 1 ? 0 : slot] : null;
        }
        catch (ModelCIException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Predictions in a given order, made as they are asked for. Ends what an earlier reading had under way.</summary>
    /// <param name="rowOrder">Rows of the items; position p of the result is row <c>rowOrder[p]</c>.</param>
    /// <exception cref="InvalidOperationException">A loaded model is not wanted: a pair needs both.</exception>
    /// <exception cref="ModelCIException">A model failed on an item of the sample, died or was too slow.</exception>
    public LazyPairs ReadInOrder(IReadOnlyList<int> rowOrder) => _bound is { } bound && _wanted!.Length == _sources.Count
        ? bound.ReadInOrder([.. rowOrder])
        : throw new InvalidOperationException("bind the items first, for all models");

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

    private IReadOnlyList<ModelDescription> Load()
    {
        var problems = _sources.Select(ModelFileProblem.Of).OfType<Problem>().ToArray();
        if (problems.Length > 0) throw new ModelCIException(problems);
        for (var slot = 0; slot < _sources.Count; slot++)
        {
            var (index, path) = (slot, _sources[slot].FilePath);
            _worker.Send(FrameType.Load, Request, _sources[slot]);

            void Request(BinaryWriter writer)
            {
                writer.Write(index);
                writer.Write(path);
            }
        }
        (var models, RuntimeVersion) = ModelLoading.Receive(_worker, _sources);
        var changed = _sources.Where(source => source.Digest is { } digest && !HasDigest(source, digest)).Select(ModelProblems.Changed).ToArray();
        return changed.Length == 0 ? models : throw new ModelCIException(changed);
    }

    private static bool HasDigest(ModelSource source, string digest)
    {
        try
        {
            return ModelDigest.OfModel(source.FilePath) == digest;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            // Removed or written to since: what was read was something else, or it is on its way to be.
            return false;
        }
    }
}
