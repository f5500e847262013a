using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>
/// The patterns of Renggli et al. (2019, section 4) in which something bounds the variance: (1) <c>d &lt; A +/- B /\ n - o > C +/- D</c>,
/// p = A + 2B; (2) <c>n - o > C +/- D</c> alone with d known, or estimated to 2D on unlabelled items; (3) <c>n > A +/- B</c> with A near 1,
/// p = 1 - a coarse lower limit. Each pattern is one part of the conjunction; clauses outside the patterns are sized by Hoeffding's inequality.
/// </summary>
public static class BennettPlanner
{
    /// <summary>
    /// Unlabelled items on which d is estimated to 2 eps before pattern (2): the bound is then p = d-hat + 2 eps, at half of alpha, and
    /// the labelled sample has size <see cref="BennettSize.Tested"/>.
    /// </summary>
    /// <param name="epsilon">Tolerance D of the clause on n - o, above 0.</param>
    /// <param name="alpha">Level of the clause, both tests together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance that is not positive and finite.</exception>
    public static long DisagreementSample(double epsilon, SignificanceLevel alpha) =>
        HoeffdingSize.OneVariable(1, 2 * epsilon, alpha.DividedBy(2));

    /// <summary>
    /// Labelled items of the coarse test of pattern (3), which estimates the accuracy to 2 eps: the bound is then p = 1 - (estimate - 2 eps),
    /// at half of alpha; the further sample has size <see cref="BennettSize.Tested"/>.
    /// </summary>
    /// <param name="epsilon">Tolerance B of the clause, above 0.</param>
    /// <param name="alpha">Level of the clause, both tests together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance that is not positive and finite.</exception>
    public static long CoarseSample(double epsilon, SignificanceLevel alpha) =>
        HoeffdingSize.OneVariable(1, 2 * epsilon, alpha.DividedBy(2));

    internal static FixedPlan Plan(FixedPlanRequest request, IReadOnlyList<ClauseForm> forms)
    {
        var differences = forms.Where(form => form.DifferenceCoefficient is not null).ToArray();
        var bounds = differences.ToDictionary(form => form, form => BoundOf(form, forms));
        // A clause on d that bounds a difference is decided with it, not beside it.
        var paired = bounds.Values.OfType<ClauseForm>().ToHashSet();
        var parts = forms.Where(form => !paired.Contains(form)).ToArray();
        var (alpha, delta) = (request.Alpha.DividedBy(parts.Length), request.Delta.DividedBy(parts.Length));
        var plans = new List<ClausePlan>();
        foreach (var form in parts)
        {
            if (form.DifferenceCoefficient is not { } coefficient)
            {
                plans.Add(Accuracy(form, request.Accuracy, alpha) ?? FixedPlanner.Hoeffding(form, alpha));
                continue;
            }
            if (Difference(form, coefficient, bounds[form], request.Disagreement, alpha, delta) is { } plan) plans.Add(plan);
            else
                return FixedPlan.NotApplicable(FixedMethod.Bennett,
                    $"nothing bounds the disagreement behind '{form.Clause}': give --disagreement, or add a clause such as 'd < 0.1 +/- 0.01'");
        }
        return plans.Any(plan => plan.Assumptions is not { Disagreement: null, Accuracy: null })
            ? FixedPlan.Of(FixedMethod.Bennett, plans)
            : FixedPlan.NotApplicable(FixedMethod.Bennett, "no clause is a difference n - o, nor an accuracy so near 1 that its variance saves labels");
    }

    /// <summary>The clause on d of the same slice with the least bound.</summary>
    private static ClauseForm? BoundOf(ClauseForm difference, IReadOnlyList<ClauseForm> forms) =>
        forms.Where(form => form.DisagreementBound is > 0 and < 1 && form.Slice == difference.Slice).MinBy(form => form.DisagreementBound);

    private static ClausePlan? Difference(
        ClauseForm form, double coefficient, ClauseForm? bound, double? known, SignificanceLevel alpha, SignificanceLevel delta)
    {
        var epsilon = form.Clause.Epsilon / coefficient;
        if (bound is null && known is null) return null;
        var p = bound is null ? known!.Value : Math.Min(known ?? 1, bound.DisagreementBound!.Value);
        // Half of the level tests d where a clause asks for it.
        var (level, single) = bound is null ? (alpha, delta) : (alpha.DividedBy(2), delta.DividedBy(2));
        var size = BennettSize.Known(p, epsilon, level);
        var items = bound is null ? size : Math.Max(size, FixedPlanner.Hoeffding(bound, level).Items ?? size);
        return new ClausePlan(
            bound is null ? form.Clause.ToString() : $"{bound.Clause} /\\ {form.Clause}",
            size,
            form.CountsActiveItems ? null : items,
            BennettSize.ActiveLabels(p, epsilon, single),
            BennettSize.ActiveLabels(p, epsilon, level),
            new PlanAssumptions(p, null));
    }

    /// <summary>Pattern (3); null where it does not apply or saves nothing.</summary>
    private static ClausePlan? Accuracy(ClauseForm form, double? expected, SignificanceLevel alpha)
    {
        if (form.AccuracyThreshold is not { } threshold) return null;
        var accuracy = expected ?? threshold;
        var coefficient = form.Terms[0].Coefficient;
        var epsilon = form.Clause.Epsilon / Math.Abs(coefficient);
        var p = 1 - accuracy + (2 * epsilon);
        if (!(p > 0 && p < 1)) return null;
        var (coarse, fine) = (CoarseSample(epsilon, alpha), BennettSize.Tested(p, epsilon, alpha));
        // Two samples: the size of the second depends on the first.
        var size = coarse > long.MaxValue - fine ? long.MaxValue : coarse + fine;
        if (size >= FixedPlanner.Hoeffding(form, alpha).Labels) return null;
        return ClausePlan.Of(form.Clause.ToString(), size, form) with { Assumptions = new PlanAssumptions(null, accuracy) };
    }
}
