using ModelCI.Core.Items;

namespace ModelCI.Core.Gating;

/// <summary>
/// What is known of one item without its label: both models' answers, and the slices that it lies in. Without a baseline its answer is the
/// candidate's, and no clause looks at it.
/// </summary>
/// <param name="Candidate">Class index; in a regression index into the task's <see cref="NumberTable"/>.</param>
/// <param name="Baseline">Likewise.</param>
/// <param name="Slices">Bit s is set where the item lies in slice s, in the order of the list that clauses are resolved with; at most 64 slices.</param>
/// <param name="Noise">
/// Uniform on 32 bits, fixed per item and test set and independent of everything that models and labellers know: rounds losses without bias. 0
/// where no clause takes losses.
/// </param>
/// <param name="CandidateRanking">Index into the task's <see cref="RankingTable"/>; -1 where no clause asks for top-k.</param>
/// <param name="BaselineRanking">Likewise.</param>
public readonly record struct PairedPrediction(
    int Candidate, int Baseline, ulong Slices = 0, uint Noise = 0, int CandidateRanking = -1, int BaselineRanking = -1)
{
    /// <summary>D of statistics.md section 1.</summary>
    public bool Disagree => Candidate != Baseline;
}
