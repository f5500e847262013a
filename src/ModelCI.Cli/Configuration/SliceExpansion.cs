using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration;

/// <summary>What <c>gate.slices</c> adds to a condition.</summary>
internal static class SliceExpansion
{
    /// <summary>Whether <c>all</c> adds a clause at all.</summary>
    public static bool Extends(Condition condition) => condition.Clauses.Any(IsOverAllItems);

    /// <summary>The condition, and each clause that is about every slice on each of them; slices in the order of their declaration.</summary>
    /// <param name="everySlice">Whose clauses are about every slice.</param>
    public static Condition Expand(Condition condition, Condition everySlice, IReadOnlyList<string> slices) => condition.With(
        everySlice.Clauses.Where(IsOverAllItems).SelectMany(_ => slices, (clause, slice) => clause.Over(slice)));

    private static bool IsOverAllItems(Clause clause) => clause.Terms.All(term => term.Quantity.Slice is null);
}
