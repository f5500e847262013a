using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Slices;

/// <summary>Every mistake of a slice, with its code: MCI320x. No message holds a value of an item that is sealed.</summary>
internal static class SliceProblems
{
    private const string OneExpression = "write one condition over the columns of the items, such as \"sex = 'Female' AND age >= 65\"";

    public static ModelCIException TooMany(int count) =>
        new("MCI3200", $"slices declared: {count}; at most {SliceTable.Most} are possible", "holdout.slices");

    /// <param name="position">In characters of the predicate, from 0; null where it is not known.</param>
    public static ModelCIException Syntax(string slice, string sql, string message, int? position) =>
        new("MCI3201", $"the predicate is not SQL: {message}", Where(slice), OneExpression, Excerpt(sql, position));

    public static ModelCIException NotOneExpression(string slice, string found) =>
        new("MCI3202", $"the predicate is not one scalar expression; it holds {found}", Where(slice), OneExpression);

    public static Problem AggregateFunction(string slice, string name) =>
        new("MCI3202", $"the predicate is not one scalar expression; {name}() is an aggregate over items", Where(slice), OneExpression);

    public static Problem UnknownFunction(string slice, string name, IEnumerable<string> known) =>
        new("MCI3203", $"there is no scalar function {Listing.Quote(name)}", Where(slice), Suggestion.DidYouMean(name, known));

    public static Problem VolatileFunction(string slice, string name) =>
        new("MCI3203", $"the value of {name}() is not fixed by its arguments, so that the slice could change from run to run", Where(slice), "compare columns with constants");

    public static Problem UnknownColumn(string slice, string name, IReadOnlyList<string> visible) =>
        new("MCI3204", $"there is no column {Listing.Quote(name)}; slices see {Visible(visible)}", Where(slice), Suggestion.DidYouMean(name, visible));

    public static Problem HiddenColumn(string slice, string name, IReadOnlyList<string> visible) =>
        new("MCI3204", $"slices must not see the column {Listing.Quote(name)}: it is the label or excluded, or named like such a column; they see {Visible(visible)}",
            Where(slice));

    public static Problem AmbiguousColumn(string slice, IReadOnlyList<string> names) =>
        new("MCI3205", $"columns whose names differ in case only, which SQL does not tell apart: {Listing.Of(names)}", Where(slice), "rename one of them, or exclude it");

    public static Problem Refused(string slice, string message) => new("MCI3206", $"the predicate cannot be evaluated: {message}", Where(slice), OneExpression);

    public static Problem NotBoolean(string slice, string type) =>
        new("MCI3206", $"the predicate is {type}, not BOOLEAN", Where(slice), "compare with a value, such as \"x = 1\"");

    public static Problem Fails(string slice, string message) =>
        new("MCI3207", $"the predicate fails on an item: {message}", Where(slice), "TRY_CAST gives NULL, which is not in the slice, where CAST fails");

    public static Problem SelectsNothing(string slice) =>
        new("MCI3208", "the slice selects no item", Where(slice), "a comparison with a missing value (an empty text, NaN) is not true; check values and their case, or take the slice out");

    /// <summary>
    /// All that may be said where items are sealed: sixty-four predicates that each name one bit of an item would read it off the list of those that select nothing.
    /// </summary>
    public static ModelCIException FailsOnSealed() => new(
        "MCI3208", "a slice selects no item of the sealed test set, or its predicate fails on one; which and how is not told", "holdout.slices",
        "whoever keeps the keys can unseal the test set elsewhere (`modelci holdout unseal --output DIR`) and see it there");

    private static string Where(string slice) => $"holdout.slices.{slice}";

    private static string Visible(IReadOnlyList<string> names) => names.Count == 0 ? "no column" : Listing.Of(names);

    private static string? Excerpt(string sql, int? position)
    {
        if (position is not { } start || start < 0 || start > sql.Length || sql.Any(char.IsControl)) return null;
        return $"{sql}\n{new string(' ', start)}^";
    }
}
