using ModelCI.Core.Items;

namespace ModelCI.Holdout.Predictions;

/// <summary>Predictions made elsewhere, with the labels that are available.</summary>
/// <param name="Classes">Declared, or the distinct values of the columns candidate, baseline and label.</param>
/// <param name="Replicates">In the order of their first rows; at least one.</param>
public sealed record PredictionFile(ClassList Classes, IReadOnlyList<PredictionReplicate> Replicates)
{
    /// <summary>Reads a .csv, .parquet, .jsonl, .ndjson or .json (lines) file.</summary>
    /// <param name="path">As the user wrote it, relative to <paramref name="folder"/>.</param>
    /// <param name="folder">Absolute.</param>
    /// <param name="needsBaseline">Whether the column <c>baseline</c> must be there.</param>
    /// <param name="slices">Names of boolean columns to read.</param>
    /// <param name="classes">Declared classes; null to take them from the file.</param>
    /// <exception cref="Core.Problems.ModelCIException">The file cannot be used; codes MCI3xxx.</exception>
    public static PredictionFile Read(
        string path, string folder, bool needsBaseline, IReadOnlyList<string> slices, ClassList? classes)
    {
        using var table = PredictionTable.Open(Files.HoldoutFile.Resolve(path, folder));
        return new PredictionReader(table, needsBaseline, slices).Read(classes);
    }
}
