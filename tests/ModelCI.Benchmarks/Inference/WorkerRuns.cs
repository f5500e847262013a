using System.Diagnostics;
using ModelCI.Core.Items;
using ModelCI.Inference;

namespace ModelCI.Benchmarks.Inference;

/// <summary>The gate's own way, loaded and bound: a worker process, both models, all items, and the sample that is run again.</summary>
internal sealed class WorkerRuns : IDisposable
{
    private readonly PairPredictor _predictor;

    public WorkerRuns(ItemPool items, IReadOnlyList<string> models)
    {
        _predictor = PairPredictor.Start(Models.Worker, Models.Source(models[0]), models.Count > 1 ? Models.Source(models[1], "baseline") : null, Models.Limits);
        _predictor.Bind(items, new PredictionTask(Models.Classes));
    }

    public int ProcessId => _predictor.WorkerProcessId;

    public TimeSpan Time()
    {
        var watch = Stopwatch.StartNew();
        _predictor.PredictAll(null, CancellationToken.None);
        return watch.Elapsed;
    }

    public void Dispose() => _predictor.Dispose();
}
