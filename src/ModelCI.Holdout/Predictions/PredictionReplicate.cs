namespace ModelCI.Holdout.Predictions;

/// <summary>The rows of one replicate, in file order, as indices into the file's task.</summary>
/// <param name="Name">The value of the column <c>replicate</c>; "0" where the file has none.</param>
/// <param name="Candidate">What the candidate answers.</param>
/// <param name="Baseline">What the baseline answers; null where it was not asked for and is not there.</param>
/// <param name="Labels">True answers; <see cref="Core.Items.LabelBook.Missing"/> where not available, <see cref="Core.Items.LabelBook.Unsure"/> where nobody knows.</param>
/// <param name="Slices">By slice asked for: whether the item belongs to it.</param>
/// <param name="CandidateRankings">The candidate's rankings; null where none were asked for.</param>
/// <param name="BaselineRankings">Likewise, also where the baseline was not asked for.</param>
public sealed record PredictionReplicate(
    string Name, int[] Candidate, int[]? Baseline, int[] Labels, IReadOnlyDictionary<string, bool[]> Slices, int[]? CandidateRankings = null,
    int[]? BaselineRankings = null);
