namespace ModelCI.Core.Gating;

/// <summary>What the score of an active item says in words.</summary>
public enum ClauseMeaning
{
    /// <summary>No more than its value: a general linear form of n, o and d.</summary>
    Value,
    /// <summary>n - o: +1 only the candidate is right, -1 only the baseline, 0 no difference.</summary>
    Difference,
    /// <summary>Items of the class: found (not 0) or missed (0).</summary>
    Recall,
    /// <summary>Items of the class, recall(n, k) - recall(o, k): +1 only the candidate finds it, -1 only the baseline, 0 no difference.</summary>
    RecallDifference,
    /// <summary>Items predicted as the class: they belong to it (not 0) or do not (0).</summary>
    Precision,
    /// <summary>Items of the class or predicted as it: both (not 0) or only one of the two (0).</summary>
    F1,
    /// <summary>Items whose label is among the k classes with the highest scores (not 0) or is not (0).</summary>
    TopK,
    /// <summary>topk(n, k) - topk(o, k): +1 only the candidate's k classes have the label, -1 only the baseline's, 0 no difference.</summary>
    TopKDifference,
    /// <summary>A loss or a linear form of losses, rounded at random onto a grid; items are not counted by value.</summary>
    Loss,
    /// <summary>loss(n) - loss(o), likewise: negative where the candidate is better.</summary>
    LossDifference,
}
