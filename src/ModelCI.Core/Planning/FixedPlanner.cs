using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>
/// The sample size estimator of Renggli et al. (2019): how many labels a condition needs if the sample is fixed beforehand. A conjunction
/// of k clauses is decided at alpha/k each and needs the largest of their sizes. Always rounded up.
/// </summary>
public static class FixedPlanner
{
    /// <summary>The plans of all methods, in the order of <see cref="FixedMethod"/>; a method that does not apply says why.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A disagreement or an accuracy outside its range.</exception>
    public static IReadOnlyList<FixedPlan> Plan(FixedPlanRequest request) =>
        [.. Enum.GetValues<FixedMethod>().Select(method => Plan(request, method))];

    /// <summary>The plan of one method.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A disagreement or an accuracy outside its range.</exception>
    public static FixedPlan Plan(FixedPlanRequest request, FixedMethod method)
    {
        if (request.Disagreement is { } disagreement && !(disagreement > 0 && disagreement <= 1))
            throw new ArgumentOutOfRangeException(nameof(request), disagreement, "a disagreement lies in (0, 1]");
        if (request.Accuracy is { } accuracy && !(accuracy > 0 && accuracy < 1))
            throw new ArgumentOutOfRangeException(nameof(request), accuracy, "an accuracy lies in (0, 1)");
        var forms = request.Condition.Clauses.Select(clause => ClauseForm.Of(clause, request.Loss)).ToArray();
        if (forms.FirstOrDefault(form => form.WhyNot is not null) is { } unsized) return FixedPlan.NotApplicable(method, unsized.WhyNot!);
        return method switch
        {
            FixedMethod.Hoeffding => FixedPlan.Of(method, [.. forms.Select(form => Hoeffding(form, request.Alpha.DividedBy(forms.Length)))]),
            FixedMethod.Bennett => BennettPlanner.Plan(request, forms),
            _ => Exact(request, forms),
        };
    }

    internal static ClausePlan Hoeffding(ClauseForm form, SignificanceLevel alpha) =>
        ClausePlan.Of(form.Clause.ToString(), HoeffdingSize.LinearForm(form.Spreads, form.Clause.Epsilon, alpha), form);

    /// <summary>Two-sided, as the paper defines it; eps and alpha are split over the variables of a form as for Hoeffding's inequality.</summary>
    private static FixedPlan Exact(FixedPlanRequest request, ClauseForm[] forms)
    {
        if (forms.FirstOrDefault(form => !form.IsBinary) is { } loss)
            return FixedPlan.NotApplicable(FixedMethod.Exact, $"'{loss.Clause}' is no count of successes: binomial tails do not bound a loss");
        var plans = new List<ClausePlan>();
        foreach (var form in forms)
        {
            var spread = form.Spreads.Select(coefficient => DecimalFraction.Of(Math.Abs(coefficient))).Aggregate((sum, next) => sum + next);
            var epsilon = DecimalFraction.Of(form.Clause.Epsilon) / spread;
            // A share never deviates by 1 or more, so no item is needed.
            if (epsilon.Numerator >= epsilon.Denominator)
            {
                plans.Add(ClausePlan.Of(form.Clause.ToString(), 1, form));
                continue;
            }
            var alpha = request.Alpha.DividedBy(forms.Length).DividedBy(form.Terms.Count);
            if (ExactSize.TwoSided(epsilon, alpha) is not { } size)
                return FixedPlan.NotApplicable(FixedMethod.Exact, $"'{form.Clause}' needs more than a billion items");
            plans.Add(ClausePlan.Of(form.Clause.ToString(), size, form));
        }
        return FixedPlan.Of(FixedMethod.Exact, plans);
    }
}
