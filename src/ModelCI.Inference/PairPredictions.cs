namespace ModelCI.Inference;

/// <summary>What the models of a run say about every item.</summary>
/// <param name="Candidate">Null where it was not asked.</param>
/// <param name="Baseline">Null without a baseline, or where it was not asked.</param>
public sealed record PairPredictions(ModelAnswers? Candidate, ModelAnswers? Baseline);
