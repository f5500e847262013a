using ModelCI.Core.Problems;

namespace ModelCI.Core.Conditions;

/// <summary>What keeps a condition that parses from being decided, with the place to point at.</summary>
public static class ConditionProblems
{
    private const int NamesShown = 20;

    /// <summary>
    /// Clauses without a zone or without a per-item score: MCI1009. Empty for none.
    /// </summary>
    /// <remarks>
    /// The e-process needs no zone, but a condition does: with a tolerance of 0 nothing but luck ends a test of two models that are equally good.
    /// </remarks>
    /// <param name="condition">A parsed condition.</param>
    public static IReadOnlyList<TermProblem> OfForms(Condition condition)
    {
        var problems = new List<TermProblem>();
        for (var index = 0; index < condition.Clauses.Count; index++)
        {
            var clause = condition.Clauses[index];
            if (clause.Epsilon == 0)
            {
                problems.Add(Of(
                    condition, condition.Mentions.FirstOrDefault(mention => mention.Clause == index), "MCI1009",
                    $"the tolerance of '{clause}' is 0: it is allowed above 0", "write half the width of the zone in which either answer is acceptable, such as +/- 0.01"));
            }
            if (ClauseShape.TryOf(clause, out _, out var forbidden)) continue;
            var mention = condition.Mentions.FirstOrDefault(mention => mention.Clause == index && mention.Quantity == forbidden.Quantity);
            problems.Add(Of(condition, mention, "MCI1009", $"{forbidden.Quantity} {forbidden.Why}", forbidden.Fix));
        }
        return problems;
    }

    /// <summary>Terms that name a class outside the list, or a k that is not below its length: MCI1009. Empty for none.</summary>
    /// <param name="condition">A parsed condition.</param>
    /// <param name="classes">The classes of the test set.</param>
    public static IReadOnlyList<TermProblem> OfClasses(Condition condition, IReadOnlyList<string> classes)
    {
        var known = classes.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from mention in condition.Mentions
               where mention.Quantity.K >= classes.Count
               select Of(
                   condition, mention, "MCI1009", $"{mention.Quantity} is always 1: there are {classes.Count} classes", "take a k below the number of classes"),
            .. from mention in condition.Mentions
               let name = mention.Quantity.Argument
               where mention.Quantity.Metric is Metric.Recall or Metric.Precision or Metric.F1 && !known.Contains(name!)
               select Of(
                   condition, mention, "MCI1009", $"{mention.Quantity} names the class '{name}', which is none of the classes {Listed(classes)}",
                   Suggestion.DidYouMean(name!, classes) ?? "name one of the classes"),
        ];
    }

    /// <summary>Terms that the kind of task has no meaning for: MCI1009. Empty for none.</summary>
    /// <param name="condition">A parsed condition.</param>
    /// <param name="isRegression">Whether labels and answers are numbers.</param>
    /// <param name="lossKey">The key or flag that declares the loss, and so makes the task a regression.</param>
    public static IReadOnlyList<TermProblem> OfTask(Condition condition, bool isRegression, string lossKey) =>
    [
        .. from mention in condition.Mentions
           let metric = mention.Quantity.Metric
           where metric != Metric.Disagreement && metric == Metric.Loss != isRegression
           select isRegression
               ? Of(
                   condition, mention, "MCI1009", $"{mention.Quantity} counts right answers, but {lossKey} makes this a regression, whose answers are numbers",
                   $"write loss(n) or loss(o), or remove {lossKey}")
               : Of(condition, mention, "MCI1009", $"{mention.Quantity} needs {lossKey}, which says what the loss of an item is", $"declare {lossKey}"),
    ];

    /// <summary>Terms over slices that are not declared: MCI1009. Empty for none.</summary>
    /// <param name="condition">A parsed condition.</param>
    /// <param name="slices">Names of the slices of the test set.</param>
    public static IReadOnlyList<TermProblem> OfSlices(Condition condition, IReadOnlyList<string> slices) =>
    [
        .. from mention in condition.Mentions
           let name = mention.Quantity.Slice
           where name is not null && !slices.Contains(name, StringComparer.Ordinal)
           select Of(
               condition, mention, "MCI1009",
               $"{mention.Quantity} is over the slice '{name}', which is {(slices.Count == 0 ? "not declared" : $"none of the slices {Listed(slices)}")}",
               Suggestion.DidYouMean(name, slices) ?? (slices.Count == 0 ? "declare it under holdout.slices" : "name one of the slices, or declare it under holdout.slices")),
    ];

    /// <summary>Terms that name a slice where there must be none, because the clause is about every slice: MCI1009. Empty for none.</summary>
    /// <param name="condition">A parsed condition.</param>
    public static IReadOnlyList<TermProblem> OfNamedSlices(Condition condition) =>
    [
        .. from mention in condition.Mentions
           where mention.Quantity.Slice is not null
           select Of(
               condition, mention, "MCI1009", $"{mention.Quantity} names a slice, but these clauses are about every declared slice",
               "leave out the brackets, or write the clause under gate.condition"),
    ];

    private static TermProblem Of(Condition condition, QuantityMention? mention, string code, string what, string fix)
    {
        var column = mention?.Column ?? 0;
        var excerpt = mention is null ? null : new ConditionSyntaxError(condition.Source, column, mention.Length, what).Excerpt;
        return new TermProblem(column, new Problem(code, what, Fix: fix, Excerpt: excerpt));
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? ", ..." : "");
}
