namespace ModelCI.Core.Gating;

/// <summary>
/// What is known of one item without its label: both models' answers as class indices, and the slices that it lies in. Without a baseline its
/// answer is the candidate's, and no clause looks at it.
/// </summary>
/// <param name="Candidate">Class index.</param>
/// <param name="Baseline">Class index.</param>
/// <param name="Slices">Bit s is set where the item lies in slice s, in the order of the list that clauses are resolved with; at most 64 slices.</param>
public readonly record struct PairedPrediction(int Candidate, int Baseline, ulong Slices = 0)
{
    /// <summary>D of statistics.md section 1.</summary>
    public bool Disagree => Candidate != Baseline;
}
