using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Gating;

/// <summary>
/// A linear clause turned to <c>v > c</c>: its metric v per cell, the threshold, and the tolerance as the decision uses it
/// (statistics.md sections 1 and 3).
/// </summary>
public sealed class ClauseScore
{
    private readonly double[] _values;
    private readonly int[] _indices;

    private ClauseScore(Clause clause, Mode mode)
    {
        Clause = clause;
        IsTurned = clause.Comparator == Comparator.Less;
        var sign = IsTurned ? -1 : 1;
        var candidate = sign * clause.CoefficientOf(new Quantity(Metric.Accuracy, ModelRole.Candidate, null, null));
        var baseline = sign * clause.CoefficientOf(new Quantity(Metric.Accuracy, ModelRole.Baseline, null, null));
        var disagreement = sign * clause.CoefficientOf(new Quantity(Metric.Disagreement, null, null, null));
        // In the order of Cell; 0 is added last so that no value is -0.
        _values =
        [
            candidate + baseline + 0.0,
            0.0,
            candidate + disagreement + 0.0,
            baseline + disagreement + 0.0,
            disagreement + 0.0,
        ];
        Threshold = (sign * clause.Constant) + 0.0;
        DistinctValues = [.. _values.Distinct().Order()];
        _indices = [.. _values.Select(value => Array.IndexOf(DistinctValues, value))];
        IsLabelFree = candidate == 0 && baseline == 0;
        Infimum = DistinctValues[0];
        Supremum = DistinctValues[^1];
        // The zone must leave room for evidence on the side whose error is bounded; a smaller zone only strengthens the guarantee.
        var room = mode == Mode.FpFree ? (Supremum - Threshold) / 4 : (Threshold - Infimum) / 4;
        Epsilon = Math.Min(clause.Epsilon, Math.Max(room, 0));
    }

    /// <summary>As written.</summary>
    public Clause Clause { get; }

    /// <summary>Whether the clause was written with &lt; and both sides are negated here.</summary>
    public bool IsTurned { get; }

    /// <summary>Whether only disagreement occurs, which needs no label.</summary>
    public bool IsLabelFree { get; }

    /// <summary>c of the turned clause, in metric units.</summary>
    public double Threshold { get; }

    /// <summary>Half the width of the indifference zone as used, in metric units.</summary>
    public double Epsilon { get; }

    /// <summary>Least value of the turned metric over all cells.</summary>
    public double Infimum { get; }

    /// <summary>Greatest value of the turned metric over all cells.</summary>
    public double Supremum { get; }

    /// <summary>The distinct values of the turned metric, ascending.</summary>
    public double[] DistinctValues { get; }

    /// <summary>Whether the tolerance had to be narrowed.</summary>
    public bool IsNarrowed => Epsilon < Clause.Epsilon;

    /// <summary>Index into <see cref="DistinctValues"/> of a cell's value.</summary>
    public int IndexOf(Cell cell) => _indices[(int)cell];

    /// <summary>
    /// The index of the value that the item has whatever its label, or -1 where the label can change it: an item costs a label only then.
    /// </summary>
    public int FreeIndex(bool disagree, int classes)
    {
        var feasible = Cells.Feasible(disagree, classes);
        var index = IndexOf(feasible[0]);
        return feasible.All(cell => IndexOf(cell) == index) ? index : -1;
    }

    /// <summary>
    /// Compiles a clause of n, o and d. <paramref name="impossible"/> says why when the clause can never be decided in the direction
    /// that <paramref name="mode"/> protects.
    /// </summary>
    /// <exception cref="NotSupportedException">Another metric or a slice occurs; the configuration refuses those earlier.</exception>
    public static ClauseScore Compile(Clause clause, Mode mode, out string? impossible)
    {
        if (clause.Terms.Any(term => term.Quantity.Slice is not null || term.Quantity.Metric is not (Metric.Accuracy or Metric.Disagreement)))
            throw new NotSupportedException($"the clause '{clause}' has a slice or a metric other than n, o and d");
        var score = new ClauseScore(clause, mode);
        // 0 is added so that the message never says -0.
        var (least, most) = score.IsTurned ? (-score.Supremum + 0.0, -score.Infimum + 0.0) : (score.Infimum, score.Supremum);
        var range = FormattableString.Invariant($"its left side lies between {least} and {most}");
        var acceptFrom = mode == Mode.FpFree ? score.Threshold : score.Threshold - (2 * score.Epsilon);
        impossible = null;
        if (mode == Mode.FnFree && score.Threshold <= score.Infimum) impossible = $"'{clause}' always holds: {range}";
        else if (score.Supremum <= acceptFrom) impossible = $"'{clause}' can never hold: {range}";
        return score;
    }
}
