namespace ModelCI.Core.Planning;

/// <summary>What one method needs for a condition.</summary>
/// <param name="Method">The method.</param>
/// <param name="WhyNot">Why it does not apply, in a sentence; null where it applies.</param>
/// <param name="Labels">Items that must be labelled for one evaluation if all items of the sample are; null where it does not apply.</param>
/// <param name="Items">
/// Items that both models must predict, labelled or not; null where it does not apply or the sample is of the active items of a slice or a
/// predicted class, whose share decides.
/// </param>
/// <param name="ActiveLabelsPerRun">
/// Expected labels of one evaluation at level delta if only disagreements are labelled (m = 1, as in Renggli et al., 2019); null where a
/// clause needs other labels.
/// </param>
/// <param name="ActiveLabelsAtAlpha">The same at the level of one evaluation.</param>
/// <param name="Assumptions">What the numbers rest on.</param>
/// <param name="Clauses">What each clause, or pair of clauses, needs by itself.</param>
public sealed record FixedPlan(
    FixedMethod Method,
    string? WhyNot,
    long? Labels,
    long? Items,
    long? ActiveLabelsPerRun,
    long? ActiveLabelsAtAlpha,
    PlanAssumptions Assumptions,
    IReadOnlyList<ClausePlan> Clauses)
{
    /// <summary>Whether the method can size every clause.</summary>
    public bool Applies => WhyNot is null;

    internal static FixedPlan NotApplicable(FixedMethod method, string why) => new(method, why, null, null, null, null, new(null, null), []);

    /// <summary>A conjunction needs the largest of what its clauses need: one sample serves them all.</summary>
    internal static FixedPlan Of(FixedMethod method, IReadOnlyList<ClausePlan> clauses)
    {
        if (clauses.FirstOrDefault(clause => clause.Labels == long.MaxValue || clause.Items == long.MaxValue) is { } endless)
            return NotApplicable(method, FormattableString.Invariant($"'{endless.Clause}' needs more items than can be counted"));
        var labelled = clauses.Where(clause => clause.Labels > 0).ToArray();
        return new FixedPlan(
            method,
            null,
            clauses.Max(clause => clause.Labels),
            clauses.Any(clause => clause.Items is null) ? null : clauses.Max(clause => clause.Items),
            Active(labelled, clause => clause.ActiveLabelsPerRun),
            Active(labelled, clause => clause.ActiveLabelsAtAlpha),
            new PlanAssumptions(
                clauses.Select(clause => clause.Assumptions.Disagreement).FirstOrDefault(value => value is not null),
                clauses.Select(clause => clause.Assumptions.Accuracy).FirstOrDefault(value => value is not null)),
            clauses);
    }

    private static long? Active(ClausePlan[] labelled, Func<ClausePlan, long?> labels) =>
        labelled.Length > 0 && labelled.All(clause => labels(clause) is not null) ? labelled.Max(labels) : null;
}

/// <summary>What the size of a clause rests on beyond the test itself.</summary>
/// <param name="Disagreement">The p of Bennett's inequality for n - o: d is at most this, tested or known; null where not used.</param>
/// <param name="Accuracy">The accuracy that the coarse test of a clause on one accuracy is expected to find; null where not used.</param>
public sealed record PlanAssumptions(double? Disagreement, double? Accuracy);

/// <summary>What one clause needs.</summary>
/// <param name="Clause">Canonical text; for a pair decided together both, joined by <c>/\</c>.</param>
/// <param name="Labels">Items that must be labelled; 0 for a clause on disagreement.</param>
/// <param name="Items">Items that must be predicted; null where only active items count.</param>
/// <param name="ActiveLabelsPerRun">Expected labels if only disagreements are labelled, at level delta; null where other labels are needed.</param>
/// <param name="ActiveLabelsAtAlpha">The same at the level of one evaluation.</param>
/// <param name="Assumptions">What the numbers rest on.</param>
public sealed record ClausePlan(
    string Clause, long Labels, long? Items, long? ActiveLabelsPerRun, long? ActiveLabelsAtAlpha, PlanAssumptions Assumptions)
{
    internal static ClausePlan Of(string clause, long size, ClauseForm form) =>
        new(clause, form.IsLabelFree ? 0 : size, form.CountsActiveItems ? null : size, null, null, new(null, null));
}
