using ModelCI.Cli.Configuration;
using ModelCI.Cli.Terminals;
using ModelCI.Cli.Testing;
using ModelCI.Cli.Validating;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Git;
using ModelCI.Holdout.Predictions;
using ModelCI.Inference;

namespace ModelCI.Cli.Predicting;

/// <summary>One model run over the test set's items, or a shard of them, for a file.</summary>
internal sealed class Prediction(
    RulingConfiguration ruling, string role, Shard shard, string? baseRevision, TestSetKeys? keys, Terminal terminal, TimeProvider time)
{
    /// <returns>How many items the file holds.</returns>
    /// <exception cref="ModelCIException">The model, the items or the file cannot be used.</exception>
    public int WriteTo(string file, bool overwrite, CancellationToken cancellation)
    {
        var configuration = ruling.Settings;
        using var predictor = PairPredictor.Start(WorkerLauncher.Command(), configuration.Limits);
        using var files = new ModelFiles(configuration, GitRepository.Around(configuration.Folder), baseRevision, rules: ruling.BaseCommit);
        // It ends before the models' files go; to end twice is to end once.
        using var ended = predictor;
        var model = role == "candidate" ? files.Candidate : files.Baseline
            ?? throw new ModelCIException("MCI1027", "the configuration has no baseline", "--model", "predict the candidate, or configure a baseline");
        predictor.Load(model.Source, null);
        var holdout = HoldoutFiles.Read(configuration, keys, terminal, time);
        var task = ConfiguredTask.Of(configuration, holdout.Labels);
        var rows = shard.Rows(holdout.Items.Count);
        predictor.Bind(holdout.Items, task);
        using var line = new ProgressLine(terminal, time, "predicting", rows.Count);
        var (answers, rankings) = shard.IsWhole ? All(predictor, line, cancellation) : Some(predictor, rows, line, cancellation);
        NewFile.Write(file, overwrite, path => PredictionWriter.Write(path, holdout.Items, rows, task, answers, task.Rankings is null ? null : rankings));
        return rows.Count;
    }

    private static (int[] Answers, int[]? Rankings) All(PairPredictor predictor, ProgressLine line, CancellationToken cancellation)
    {
        var all = predictor.PredictAll(line, cancellation).Candidate!;
        return (all.Answers, all.Rankings);
    }

    private static (int[] Answers, int[] Rankings) Some(PairPredictor predictor, IReadOnlyList<int> rows, ProgressLine line, CancellationToken cancellation)
    {
        var pairs = predictor.ReadInOrder(rows);
        var (answers, rankings) = (new int[rows.Count], new int[rows.Count]);
        for (var index = 0; index < rows.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pair = pairs.Read(index);
            (answers[index], rankings[index]) = (pair.Candidate, pair.CandidateRanking);
            line.Report(index + 1);
        }
        return (answers, rankings);
    }
}
