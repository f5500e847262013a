using ModelCI.Core.Items;

namespace ModelCI.Holdout.Predictions;

/// <summary>Predictions of both models made elsewhere, with the labels that are available.</summary>
/// <param name="Task">
/// Classes, declared or the distinct values of all columns of predictions and labels; or numbers. Its tables hold what the replicates index.
/// </param>
/// <param name="Replicates">In the order of their first rows; at least one.</param>
public sealed record PredictionFile(PredictionTask Task, IReadOnlyList<PredictionReplicate> Replicates)
{
    /// <summary>Reads a .csv, .parquet, .jsonl, .ndjson or .json (lines) file.</summary>
    /// <param name="path">As the user wrote it, relative to <paramref name="folder"/>.</param>
    /// <param name="folder">Absolute.</param>
    /// <param name="request">What is needed of it.</param>
    /// <exception cref="Core.Problems.ModelCIException">The file cannot be used; codes MCI3xxx.</exception>
    public static PredictionFile Read(string path, string folder, PredictionRequest request)
    {
        using var table = PredictionTable.Open(Files.HoldoutFile.Resolve(path, folder));
        return new PredictionReader(table, request).Read();
    }
}

/// <summary>What is needed of a file of predictions.</summary>
/// <param name="NeedsBaseline">Whether the column <c>baseline</c> must be there.</param>
/// <param name="Slices">Names of boolean columns to read.</param>
/// <param name="Classes">Declared classes; null to take them from the file, and for a regression.</param>
/// <param name="IsRegression">Whether predictions and labels are numbers.</param>
/// <param name="Ranks">
/// How many classes by falling score are needed per model: the columns <c>candidate_top_1</c>, <c>candidate_top_2</c>, ... and likewise for the
/// baseline; 0 for none.
/// </param>
public sealed record PredictionRequest(bool NeedsBaseline, IReadOnlyList<string> Slices, ClassList? Classes, bool IsRegression = false, int Ranks = 0)
{
    internal IReadOnlyList<string> CandidateRanks => Columns("candidate");

    internal IReadOnlyList<string> BaselineRanks => NeedsBaseline ? Columns("baseline") : [];

    private IReadOnlyList<string> Columns(string model) => [.. Enumerable.Range(1, Ranks).Select(rank => $"{model}_{PredictionSheet.RankColumn(rank)}")];
}
