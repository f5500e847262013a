using ModelCI.Cli.Predicting;
using ModelCI.Core.Accounting;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>Both models' answers in reading order: the whole pool made, checked and digested, or on demand.</summary>
internal sealed class Answers
{
    private readonly LazyPairs? _lazy;

    private Answers(IPairedPredictions predictions, string? digest, IReadOnlyList<ModelFindings> findings, LazyPairs? lazy)
    {
        Predictions = predictions;
        Digest = digest;
        Findings = findings;
        _lazy = lazy;
    }

    public IPairedPredictions Predictions { get; }

    /// <summary>Null under lazy reading: not known before the opening.</summary>
    public string? Digest { get; }

    /// <summary>What was noticed about candidate and baseline; secrets like every count. Empty where they were not run here.</summary>
    public IReadOnlyList<ModelFindings> Findings { get; }

    public static Answers Of(OrderedAnswers candidate, OrderedAnswers? baseline, AnswerRequest request)
    {
        var whole = new WholePredictions(
            candidate.Answers, baseline?.Answers, SlicesOf(request), request.Noise, candidate.Rankings, baseline?.Rankings);
        var digest = PredictionDigest.Of(request.Holdout.Items.Ids, request.Order, whole, request.Task, request.SliceBits);
        return new Answers(whole, digest, Known(candidate.Findings, baseline?.Findings), null);
    }

    public static Answers Of(LazyPairs lazy, AnswerRequest request)
    {
        IPairedPredictions tagged = request.HasSlices || request.NeedsNoise
            ? new TaggedPredictions(lazy, request.HasSlices ? request.SlicesAt : null, request.Noise)
            : lazy;
        return new Answers(tagged, null, Known(lazy.CandidateFindings, lazy.BaselineFindings), lazy);
    }

    private static ModelFindings[] Known(params ReadOnlySpan<ModelFindings?> findings) => [.. findings.ToArray().OfType<ModelFindings>()];

    private static ulong[]? SlicesOf(AnswerRequest request) =>
        request.HasSlices ? [.. Enumerable.Range(0, request.Holdout.Items.Count).Select(request.SlicesAt)] : null;

    /// <summary>How far the models had to answer.</summary>
    public InferenceReport Inference(int itemsRead) => _lazy is null
        ? new InferenceReport(itemsRead, Predictions.Count, null, null)
        : new InferenceReport(itemsRead, _lazy.ItemsInferred, _lazy.WorkerItemsInferred(), _lazy.BatchSize);
}
