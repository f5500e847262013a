using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Reports;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>Both models' answers in reading order: the whole pool made, checked and digested, or on demand.</summary>
internal sealed class Answers
{
    private readonly LazyPairs? _lazy;

    private Answers(IPairedPredictions predictions, string? digest, IReadOnlyList<int> ties, LazyPairs? lazy)
    {
        Predictions = predictions;
        Digest = digest;
        Ties = ties;
        _lazy = lazy;
    }

    public IPairedPredictions Predictions { get; }

    /// <summary>Null under lazy reading: not known before the opening.</summary>
    public string? Digest { get; }

    /// <summary>Exact ties of candidate and baseline; a secret like every count. Empty under lazy reading.</summary>
    public IReadOnlyList<int> Ties { get; }

    /// <summary>The predictor is bound already.</summary>
    public static Answers Of(
        PairPredictor predictor, Reading reading, HoldoutData holdout, ReadingOrder order, Func<ProgressLine> progress, CancellationToken cancellation)
    {
        if (reading == Reading.Lazy)
        {
            var lazy = predictor.ReadInOrder(order.Rows);
            return new Answers(lazy, null, [], lazy);
        }
        using var line = progress();
        var pairs = predictor.PredictAll(line, cancellation);
        predictor.Release();
        var (candidate, baseline) = (pairs.Candidate!, pairs.Baseline);
        var whole = new WholePredictions(InOrder(candidate.Answers), baseline is null ? null : InOrder(baseline.Answers));
        return new Answers(whole, PredictionDigest.Of(holdout.Items.Ids, order, whole, new PredictionTask(holdout.Labels.Classes), []), [candidate.Findings.Ties, baseline?.Findings.Ties ?? 0], null);

        int[] InOrder(int[] byRow) => [.. order.Rows.Select(row => byRow[row])];
    }

    /// <summary>How far the models had to answer.</summary>
    public InferenceReport Inference(int itemsRead) => _lazy is null
        ? new InferenceReport(itemsRead, Predictions.Count, null, null)
        : new InferenceReport(itemsRead, _lazy.ItemsInferred, _lazy.WorkerItemsInferred(), _lazy.BatchSize);
}
