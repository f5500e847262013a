namespace ModelCI.Holdout.Tables;

/// <summary>What all rows of a column say beyond its type.</summary>
/// <param name="Values">Rows that are not NULL.</param>
/// <param name="IsExact">Of whole numbers: whether all fit into a double.</param>
/// <param name="Shortest">Of lists: the least length, not counting NULL.</param>
/// <param name="Longest">Of lists: the greatest length.</param>
/// <param name="HasGaps">Of lists: whether one holds a NULL.</param>
internal sealed record ColumnFacts(long Values, bool IsExact = true, long Shortest = 0, long Longest = 0, bool HasGaps = false);
