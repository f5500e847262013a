using ModelCI.Cli.Predicting;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Predictions;

namespace ModelCI.Cli.Testing;

/// <summary>Files of predictions in place of models.</summary>
internal sealed class PredictedPair : IModelPair
{
    private readonly PredictionSheet _candidate;
    private readonly PredictionSheet? _baseline;

    private PredictedPair(PredictionSheet candidate, PredictionSheet? baseline, ComparedModel shownCandidate, ComparedModel? shownBaseline)
    {
        _candidate = candidate;
        _baseline = baseline;
        Candidate = shownCandidate;
        Baseline = shownBaseline;
    }

    public ComparedModel Candidate { get; }

    public ComparedModel? Baseline { get; }

    /// <param name="seal">With keys, digests of predictions are keyed: two candidates that differ on some inputs only have one digest exactly if no item is among these.</param>
    /// <exception cref="ModelCIException">MCI1027: one file without the other; else what is wrong with the files.</exception>
    public static PredictedPair Read(GateConfiguration configuration, string? candidate, string? baseline, LedgerSeal seal)
    {
        if (candidate is null) throw OneMissing("--baseline-predictions", "--predictions", "the candidate's");
        if (baseline is null && configuration.Baseline is not null) throw OneMissing("--predictions", "--baseline-predictions", "the baseline's");
        if (baseline is not null && configuration.Baseline is null)
            throw new ModelCIException("MCI1027", "the configuration has no baseline", "--baseline-predictions", "leave it out, or configure a baseline");
        var ranks = configuration.Gate.Condition.RankingDepth ?? 0;
        var candidates = PredictionSheet.Read(candidate, Environment.CurrentDirectory, ranks);
        var baselines = baseline is null ? null : PredictionSheet.Read(baseline, Environment.CurrentDirectory, ranks);
        return new PredictedPair(candidates, baselines, Compared(candidate, candidates), baselines is null ? null : Compared(baseline!, baselines));

        ComparedModel Compared(string shown, PredictionSheet sheet)
        {
            var digest = seal.DigestOf(sheet.Digest);
            return new ComparedModel(shown, digest, EvaluationKey.Hash("predictions", digest));
        }
    }

    public void Prepare()
    {
    }

    public Answers Answer(AnswerRequest request, Func<ProgressLine> progress, CancellationToken cancellation) =>
        Answers.Of(Join(_candidate, request), _baseline is null ? null : Join(_baseline, request), request);

    public void Dispose()
    {
    }

    private static OrderedAnswers Join(PredictionSheet sheet, AnswerRequest request)
    {
        var (answers, rankings) = sheet.Join(request.Holdout.Items, request.Task);
        return OrderedAnswers.Of(answers, rankings, null, request.Order);
    }

    private static ModelCIException OneMissing(string given, string missing, string whose) => new(
        "MCI1027", $"{given} is given without {missing}", missing, $"give {whose} predictions, too: a model is not compared with a file of predictions");
}
