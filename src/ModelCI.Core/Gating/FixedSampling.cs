using ModelCI.Core.Configuration;
using ModelCI.Core.Planning;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>
/// Sizes the samples of the fixed methods from alpha_t, as the planner does (statistics.md section 4; Renggli et al. 2019). A clause is decided
/// wrongly only if its mean deviates by eps from what it estimates; each size makes that improbable at the clause's share of alpha, so:
/// fp-free: a false condition has a false clause j, v_j &lt;= c_j; passing needs it accepted, a mean above c_j + eps_j: probability at most
/// its share, at most alpha (no union is needed; the shares are the paper's). fn-free: rejecting a true condition needs some clause refused,
/// a mean below c_j - eps_j although v_j >= c_j: probability at most the sum of the shares, alpha.
/// </summary>
/// <remarks>
/// <para>Hoeffding, exact: the mean of a linear form deviates by eps only if one of its k variables deviates by its part of eps: alpha/k each.
/// Samples are of active items, which are i.i.d.; the exact size bounds the tails of Bin(n, p) for every p. A rounded score of losses is one
/// variable of range sum |a| (highest - lowest): the size for its k terms is more than enough for it.</para>
/// <para>Bennett, <c>d &lt; A +/- B /\ n - o > C +/- D</c>: E[(n - o)^2] = d. If d > p = A + 2B, the first clause is false and is accepted with
/// probability at most half the share; else the inequality holds with p for the other half. fn-free rejects wrongly only if d &lt; A.</para>
/// <para>Bennett, n - o alone: d-hat comes from items of its own, read without labels; d > d-hat + 2 eps has probability at most half the
/// share (Hoeffding), and given that sample the second one is independent of it: the other half.</para>
/// <para>Bennett, <c>n > A +/- B</c>, A near 1: likewise with a labelled first sample; an error indicator has second moment 1 - n.
/// Which clauses go this way depends on A and B only, never on data.</para>
/// </remarks>
public static class FixedSampling
{
    /// <summary>Why the method cannot decide these clauses; null where it can, and for the sequential method.</summary>
    /// <param name="clauses">Compiled for one method.</param>
    public static string? WhyNot(IReadOnlyList<ClauseScore> clauses)
    {
        var method = clauses[0].Method;
        if (method is DecisionMethod.Exact or DecisionMethod.Bennett && clauses.FirstOrDefault(clause => clause.IsLoss) is { } loss)
            return $"'{loss.Clause}' is no count of successes, whose tails and variances are known";
        return method == DecisionMethod.Bennett && !clauses.Any(clause => FormOf(clause).DifferenceCoefficient is not null || CoarseApplies(clause))
            ? "no clause is a difference n - o, nor an accuracy so near 1 that its variance saves labels"
            : null;
    }

    /// <summary>Items without which the clauses are never decided: the largest sample that the pool itself must fill; 0 for the sequential method.</summary>
    /// <param name="clauses">With their samples.</param>
    public static long LeastItems(IReadOnlyList<ClauseScore> clauses) => clauses.Max(clause => clause.Sample?.Size ?? 0);

    /// <summary>The clauses with their samples; themselves for the sequential method.</summary>
    /// <param name="clauses">The condition, compiled for one mode and method.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="alpha">alpha_t.</param>
    public static IReadOnlyList<ClauseScore> Size(IReadOnlyList<ClauseScore> clauses, Mode mode, SignificanceLevel alpha) => clauses[0].Method switch
    {
        DecisionMethod.Sequential => clauses,
        DecisionMethod.Bennett => Bennett(clauses, mode, alpha),
        DecisionMethod.Hoeffding => [.. clauses.Select(clause => clause.WithSample(Hoeffding(clause, mode, alpha.DividedBy(clauses.Count)), alpha))],
        // A sample that is too large to be searched for is too large for every pool: undecided.
        _ => [.. clauses.Select(clause => clause.WithSample(new FixedSample(ExactSizeOf(clause, mode, alpha.DividedBy(clauses.Count)) ?? long.MaxValue), alpha))],
    };

    private static FixedSample Hoeffding(ClauseScore clause, Mode mode, SignificanceLevel alpha) =>
        new(HoeffdingSize.LinearForm(clause.Spreads, clause.ScoreTolerance(mode), alpha));

    private static long? ExactSizeOf(ClauseScore clause, Mode mode, SignificanceLevel alpha)
    {
        var spread = clause.Coefficients.Select(coefficient => DecimalFraction.Of(Math.Abs(coefficient))).Aggregate((sum, next) => sum + next);
        var epsilon = DecimalFraction.Of(clause.ScoreTolerance(mode)) / spread;
        // A share never deviates by 1 or more, so no item is needed.
        return epsilon.Numerator >= epsilon.Denominator ? 1 : ExactSize.TwoSided(epsilon, alpha.DividedBy(clause.Coefficients.Count));
    }

    private static ClauseScore[] Bennett(IReadOnlyList<ClauseScore> clauses, Mode mode, SignificanceLevel alpha)
    {
        var forms = clauses.Select(FormOf).ToArray();
        var bounds = forms.Select(form => form.DifferenceCoefficient is null ? null : BoundOf(form, forms)).ToArray();
        // A clause on d that bounds a difference is decided with it, not beside it.
        var paired = bounds.OfType<ClauseForm>().ToHashSet();
        var share = alpha.DividedBy(clauses.Count - paired.Count);
        var half = share.DividedBy(2);
        return [.. clauses.Select((clause, index) => clause.WithSample(SampleOf(clause, forms[index], bounds[index]), alpha))];

        FixedSample SampleOf(ClauseScore clause, ClauseForm form, ClauseForm? bound)
        {
            if (paired.Contains(form)) return Hoeffding(clause, mode, half);
            if (form.DifferenceCoefficient is not { } coefficient) return Coarse(clause, share) ?? Hoeffding(clause, mode, share);
            var epsilon = clause.Epsilon / coefficient;
            if (bound is not null) return new FixedSample(BennettSize.Known(bound.DisagreementBound!.Value, epsilon, half));
            return new FixedSample(
                BennettPlanner.DisagreementSample(epsilon, share),
                disagreement => BennettSize.Tested(Math.Min(1, disagreement + (2 * epsilon)), epsilon, share), IsFirstUnlabelled: true);
        }
    }

    private static ClauseForm FormOf(ClauseScore clause) => ClauseForm.Of(clause.Clause);

    /// <summary>The clause on d of the same slice with the least bound.</summary>
    private static ClauseForm? BoundOf(ClauseForm difference, IReadOnlyList<ClauseForm> forms) =>
        forms.Where(form => form.DisagreementBound is > 0 and < 1 && form.Slice == difference.Slice).MinBy(form => form.DisagreementBound);

    private static bool CoarseApplies(ClauseScore clause) => Coarse(clause, SignificanceLevel.Of(0.01)) is not null;

    /// <summary>Pattern (3); null where it does not apply or would save nothing if the accuracy were the threshold.</summary>
    private static FixedSample? Coarse(ClauseScore clause, SignificanceLevel alpha)
    {
        if (FormOf(clause).AccuracyThreshold is not { } threshold) return null;
        var coefficient = Math.Abs(clause.Coefficients[0]);
        var epsilon = clause.Epsilon / coefficient;
        var expected = 1 - threshold + (2 * epsilon);
        if (!(expected > 0 && expected < 1)) return null;
        var (coarse, fine) = (BennettPlanner.CoarseSample(epsilon, alpha), BennettSize.Tested(expected, epsilon, alpha));
        if (coarse > long.MaxValue - fine || coarse + fine >= HoeffdingSize.OneVariable(1, epsilon, alpha)) return null;
        return new FixedSample(coarse, score => BennettSize.Tested(Math.Min(1, 1 - (score / coefficient) + (2 * epsilon)), epsilon, alpha));
    }
}
