namespace ModelCI.Core.Gating;

/// <summary>What a clause has counted.</summary>
/// <param name="Values">How often each of the score's distinct values, ascending, occurred among active items with a known label.</param>
/// <param name="Unsure">Items whose label could change the clause's score and that nobody could label; active or not.</param>
/// <param name="Labels">Items that the clause needed a label of, those that nobody could label included; 0 for a clause without labels.</param>
public sealed record SeenCounts(IReadOnlyList<long> Values, long Unsure, long Labels);
