namespace ModelCI.Inference;

/// <summary>What both models say about every item, in row order.</summary>
/// <param name="Candidate">Class index by row.</param>
/// <param name="Baseline">Class index by row; null without a baseline.</param>
/// <param name="CandidateTies">Items whose highest score is shared by several classes (the lowest index was taken). A secret like every count.</param>
/// <param name="BaselineTies">The same of the baseline; 0 without one.</param>
public sealed record PairPredictions(int[] Candidate, int[]? Baseline, int CandidateTies, int BaselineTies);
