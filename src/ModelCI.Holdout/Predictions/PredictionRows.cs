using ModelCI.Core.Items;

namespace ModelCI.Holdout.Predictions;

/// <summary>The rows of one replicate while they are read, as numbers of values.</summary>
internal sealed class PredictionRows(bool hasBaseline, int slices)
{
    public List<int> Candidate { get; } = [];

    public List<int>? Baseline { get; } = hasBaseline ? [] : null;

    public List<int> Labels { get; } = [];

    /// <summary>Row after row; empty where none are needed.</summary>
    public List<int> CandidateRanks { get; } = [];

    /// <summary>Likewise.</summary>
    public List<int> BaselineRanks { get; } = [];

    public List<bool>[] Slices { get; } = [.. Enumerable.Range(0, slices).Select(_ => new List<bool>())];

    /// <param name="indices">Into the task, by number of a value.</param>
    public PredictionReplicate Finish(string name, int[] indices, PredictionTask task, IReadOnlyList<string> sliceNames)
    {
        var unsure = task.Classes.IndexOf(LabelBook.UnsureText) is >= 0 and var index ? index : LabelBook.Unsure;
        return new PredictionReplicate(
            name, Map(Candidate), Baseline is null ? null : Map(Baseline), Map(Labels),
            sliceNames.Zip(Slices).ToDictionary(pair => pair.First, pair => pair.Second.ToArray(), StringComparer.Ordinal),
            Rankings(CandidateRanks), Rankings(BaselineRanks));

        int[] Map(List<int> numbers) => [.. numbers.Select(number => number switch
        {
            LabelBook.Missing => LabelBook.Missing,
            LabelBook.Unsure => unsure,
            _ => indices[number],
        })];

        int[]? Rankings(List<int> ranks) => ranks.Count == 0 ? null : [.. Map(ranks).Chunk(task.Rankings!.Depth).Select(ranking => task.Rankings.Add(ranking))];
    }
}
