namespace ModelCI.Core.Items;

/// <summary>What labels and models answer: one of several classes, or a number.</summary>
/// <param name="Classes">Of a classification; <see cref="ClassList.None"/> for a regression.</param>
/// <param name="Numbers">Of a regression: labels and predictions are indices into it. Null for a classification.</param>
/// <param name="Rankings">Where a condition asks for top-k: what the models' rankings go into. Null otherwise.</param>
public sealed record PredictionTask(ClassList Classes, NumberTable? Numbers = null, RankingTable? Rankings = null)
{
    /// <summary>Whether models answer numbers.</summary>
    public bool IsRegression => Numbers is not null;
}
