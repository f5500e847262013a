namespace ModelCI.Core.Gating;

/// <summary>What an item can turn out to be, seen by both models: the feasible triples (A, B, D) of statistics.md section 1.</summary>
public enum Cell
{
    /// <summary>(1, 1, 0).</summary>
    BothRight,
    /// <summary>(0, 0, 0): both wrong with the same answer.</summary>
    BothWrongSame,
    /// <summary>(1, 0, 1).</summary>
    OnlyCandidateRight,
    /// <summary>(0, 1, 1).</summary>
    OnlyBaselineRight,
    /// <summary>(0, 0, 1): both wrong with different answers; impossible with two classes.</summary>
    BothWrongDiffer,
}

/// <summary>Facts about cells.</summary>
public static class Cells
{
    /// <summary>Number of cells.</summary>
    public const int Count = 5;

    /// <summary>The cell of an item with known label; arguments are class indices.</summary>
    public static Cell Of(PairedPrediction prediction, int label)
    {
        if (prediction.Candidate == label) return prediction.Disagree ? Cell.OnlyCandidateRight : Cell.BothRight;
        if (prediction.Baseline == label) return Cell.OnlyBaselineRight;
        return prediction.Disagree ? Cell.BothWrongDiffer : Cell.BothWrongSame;
    }
}
