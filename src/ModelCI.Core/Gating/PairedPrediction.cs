namespace ModelCI.Core.Gating;

/// <summary>Both models' answers to one item, as class indices. Without a baseline its answer is the candidate's, and no clause looks at it.</summary>
public readonly record struct PairedPrediction(int Candidate, int Baseline)
{
    /// <summary>D of statistics.md section 1.</summary>
    public bool Disagree => Candidate != Baseline;
}
