using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelCI.Core.Conditions;

/// <summary>
/// The shape of a clause that can be decided from predictions, slices and labels item by item: its family, and the one class or k and the one slice
/// that all its terms share. Everything else (different slices, classes or denominators in one clause, differences of precision or F1, mixed
/// families) has no score that the decision takes whose mean has the sign of <c>metric - c</c>, and is refused naming a term.
/// </summary>
/// <param name="Family">Which score.</param>
/// <param name="Argument">Name of the class, or k as text; null for the accuracy and the loss family.</param>
/// <param name="Slice">Name of the slice; null for all items.</param>
public sealed record ClauseShape(ClauseFamily Family, string? Argument, string? Slice)
{
    /// <summary>Name of the class; null where there is none.</summary>
    public string? Class => Family == ClauseFamily.TopK ? null : Argument;

    /// <summary>k of top-k, at least 1; null for other families.</summary>
    public int? K => Family == ClauseFamily.TopK ? int.Parse(Argument!, CultureInfo.InvariantCulture) : null;

    /// <summary>The shape of a clause, or what forbids it; exactly one of the two outputs is set.</summary>
    /// <remarks>Terms whose coefficients cancel to 0 measure nothing and forbid nothing.</remarks>
    public static bool TryOf(Clause clause, [NotNullWhen(true)] out ClauseShape? shape, [NotNullWhen(false)] out ForbiddenTerm? forbidden)
    {
        var quantities = clause.Terms.Where(term => term.Coefficient != 0).Select(term => term.Quantity).ToArray();
        forbidden = Mixed(quantities);
        shape = forbidden is null ? new ClauseShape(FamilyOf(quantities[0]), quantities[0].Argument, quantities[0].Slice) : null;
        return shape is not null;
    }

    private static ClauseFamily FamilyOf(Quantity quantity) => quantity.Metric switch
    {
        Metric.Accuracy or Metric.Disagreement => ClauseFamily.Accuracy,
        Metric.Recall => ClauseFamily.Recall,
        Metric.Precision => ClauseFamily.Precision,
        Metric.F1 => ClauseFamily.F1,
        Metric.TopK => ClauseFamily.TopK,
        _ => ClauseFamily.Loss,
    };

    private static ForbiddenTerm? Mixed(Quantity[] quantities)
    {
        var first = quantities[0];
        foreach (var other in quantities.Skip(1))
        {
            if (other.Slice != first.Slice)
                return new ForbiddenTerm(other, $"stands beside {first}: the terms of one clause are all over the same slice", "give all terms one slice, or write one clause per slice");
            var families = (FamilyOf(first), FamilyOf(other));
            if (families.Item1 != families.Item2)
                return CountsAllItems(families.Item1) && CountsAllItems(families.Item2)
                    ? new ForbiddenTerm(other, $"stands beside {first}: a clause takes terms of one kind only", "write one clause for each")
                    : new ForbiddenTerm(other, $"stands beside {first}: they count over different items and have no common score", "write one clause for each");
            if (families.Item1 is ClauseFamily.Precision or ClauseFamily.F1)
                return new ForbiddenTerm(other, $"stands beside {first}: a clause takes one precision or f1 only, because each counts over other items", "bound each by a constant in a clause of its own");
            if (other.Argument == first.Argument) continue;
            return families.Item1 == ClauseFamily.TopK
                ? new ForbiddenTerm(other, $"stands beside {first}: a clause takes one k only", "write one clause for each")
                : new ForbiddenTerm(other, $"stands beside {first}: recalls of different classes count over different items", "write one clause per class");
        }
        return null;
    }

    private static bool CountsAllItems(ClauseFamily family) => family is ClauseFamily.Accuracy or ClauseFamily.TopK or ClauseFamily.Loss;
}
