using ModelCI.Cli.Predicting;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>Models that are run in the worker, unless their answers were kept.</summary>
/// <param name="files">Disposed with this.</param>
/// <param name="predictor">Disposed with this, before the files go.</param>
/// <param name="cache">Null where nothing shall be kept.</param>
internal sealed class LoadedPair(ModelFiles files, PairPredictor predictor, AnswerCache? cache) : IModelPair
{
    private bool _isLoading;

    public ComparedModel Candidate => files.Candidate.Compared;

    public ComparedModel? Baseline => files.Baseline?.Compared;

    public void Prepare()
    {
        if (_isLoading) return;
        _isLoading = true;
        predictor.Load(files.Candidate.Source, files.Baseline?.Source);
    }

    public Answers Answer(AnswerRequest request, Func<ProgressLine> progress, CancellationToken cancellation)
    {
        if (request.Reading != Reading.Lazy) return AnswerAll(request, progress, cancellation);
        Prepare();
        predictor.Bind(request.Holdout.Items, request.Task);
        return Answers.Of(predictor.ReadInOrder(request.Order.Rows), request);
    }

    public void Dispose()
    {
        predictor.Dispose();
        files.Dispose();
    }

    private Answers AnswerAll(AnswerRequest request, Func<ProgressLine> progress, CancellationToken cancellation)
    {
        var (candidate, baseline) = (Kept(files.Candidate, request), Kept(files.Baseline, request));
        var (wantsCandidate, wantsBaseline) = (candidate is null, files.Baseline is not null && baseline is null);
        if (wantsCandidate || wantsBaseline)
        {
            Prepare();
            predictor.Bind(request.Holdout.Items, request.Task, wantsCandidate, wantsBaseline);
            using var line = progress();
            var pair = predictor.PredictAll(line, cancellation);
            candidate ??= Keep(files.Candidate, pair.Candidate, request);
            baseline ??= Keep(files.Baseline, pair.Baseline, request);
        }
        predictor.Release();
        return Answers.Of(candidate!, baseline, request);
    }

    private OrderedAnswers? Kept(ModelFile? model, AnswerRequest request) =>
        model is null ? null : cache?.TryRead(NameOf(cache, model, request), request.Task, request.Holdout.Items.Count);

    private OrderedAnswers? Keep(ModelFile? model, ModelAnswers? answers, AnswerRequest request)
    {
        if (model is null || answers is null) return null;
        var ordered = OrderedAnswers.Of(answers, request.Order);
        cache?.Write(NameOf(cache, model, request), ordered, request.Task);
        return ordered;
    }

    private static string NameOf(AnswerCache cache, ModelFile model, AnswerRequest request) =>
        cache.NameOf(model.Identity, request.Holdout.Items, request.Order, request.Task);
}
