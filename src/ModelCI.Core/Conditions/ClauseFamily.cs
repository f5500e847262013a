namespace ModelCI.Core.Conditions;

/// <summary>What a clause's left side is made of; each family has one per-item score (statistics.md section 1).</summary>
public enum ClauseFamily
{
    /// <summary>A linear form of n, o and d.</summary>
    Accuracy,
    /// <summary>A linear form of recalls of one class.</summary>
    Recall,
    /// <summary>One precision, with a coefficient.</summary>
    Precision,
    /// <summary>One F1, with a coefficient.</summary>
    F1,
    /// <summary>A linear form of top-k accuracies of one k.</summary>
    TopK,
    /// <summary>A linear form of losses.</summary>
    Loss,
}
