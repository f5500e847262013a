using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Core.Gating;

/// <summary>
/// A clause turned to <c>v > c</c>, as a test on its active items: what score an item has, the threshold, and the tolerance as the decision uses
/// it (statistics.md sections 1 and 3). Active are: all items (n, o, d), those of a slice, those with y = k (recall), with f = k (precision), with
/// y = k or f = k (f1). Active items are i.i.d. and the clause speaks of the mean of their scores; inactive ones are not consumed.
/// </summary>
/// <remarks>
/// F1 = 2TP/(2TP + FP + FN) is no mean over items, but q = F1/(2 - F1) = TP/(TP + FP + FN) is: the share of successes among active items (the
/// Jaccard index). q rises with F1, so <c>F1 > c</c> is the Bernoulli clause <c>q > c/(2 - c)</c>. Scores of such a clause are in units of q;
/// <see cref="ToScore"/> and <see cref="ToMetric"/> translate.
/// </remarks>
public sealed class ClauseScore
{
    /// <summary>Stands for a score: the item is inactive, so that the clause does not consume it.</summary>
    public const int Inactive = -1;

    private readonly ClauseForm _form;
    // +1 or -1, and the coefficient of the turned clause where it has a single metric.
    private readonly double _sign;
    private readonly double _factor;
    private readonly ModelRole _role;
    private readonly double[] _points;
    private readonly int[] _indices;
    private int _class;
    private ulong _sliceMask;

    private ClauseScore(Clause clause, ClauseForm form, Mode mode)
    {
        Clause = clause;
        _form = form;
        IsTurned = clause.Comparator == Comparator.Less;
        _sign = IsTurned ? -1 : 1;
        var single = clause.Terms.First(term => term.Coefficient != 0);
        _factor = _sign * single.Coefficient;
        _role = single.Quantity.Model ?? ModelRole.Candidate;
        _points = Points();
        DistinctValues = [.. _points.Distinct().Order()];
        _indices = [.. _points.Select(value => Array.IndexOf(DistinctValues, value))];
        _class = form.Class is null ? 0 : -1;
        // 0 is added here and below so that no value is -0.
        Threshold = (_sign * clause.Constant) + 0.0;
        IsLabelFree = clause.Terms.All(term => term.Coefficient == 0 || term.Quantity.Metric == Metric.Disagreement);
        Meaning = MeaningOf();
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

    /// <summary>What a score says.</summary>
    public ClauseMeaning Meaning { get; }

    /// <summary>c of the turned clause, in metric units.</summary>
    public double Threshold { get; }

    /// <summary>Half the width of the indifference zone as used, in metric units.</summary>
    public double Epsilon { get; }

    /// <summary>Least value of the turned metric over all feasible outcomes, two classes or more; in both units the same.</summary>
    public double Infimum => DistinctValues[0];

    /// <summary>Greatest value of the turned metric over all feasible outcomes, two classes or more; in both units the same.</summary>
    public double Supremum => DistinctValues[^1];

    /// <summary>The distinct scores of active items, ascending; the turned metric is a function of their mean, see <see cref="ToMetric"/>.</summary>
    public double[] DistinctValues { get; }

    /// <summary>Whether the tolerance had to be narrowed.</summary>
    public bool IsNarrowed => Epsilon < Clause.Epsilon;

    /// <summary>Whether the clause names a class or slice that <see cref="Resolve"/> has not found yet.</summary>
    public bool IsUnresolved => _class < 0 || (_form.Slice is not null && _sliceMask == 0);

    /// <summary>The mean score of active items at which the turned metric has this value; rising.</summary>
    public double ToScore(double metric)
    {
        if (_form.Family != ClauseFamily.F1) return metric;
        var f1 = metric / _factor;
        // Above 1 there is no F1 to translate; going on with slope 1 keeps the function rising.
        return _factor * (f1 < 1 ? f1 / (2 - f1) : f1);
    }

    /// <summary>The turned metric where active items have this mean score: the inverse of <see cref="ToScore"/>, for means that can occur.</summary>
    public double ToMetric(double score)
    {
        if (_form.Family != ClauseFamily.F1) return score;
        var success = score / _factor;
        return _factor * (2 * success / (1 + success));
    }

    /// <summary>Index into <see cref="DistinctValues"/> of the item's score, or <see cref="Inactive"/>.</summary>
    /// <param name="prediction">What is known without the label.</param>
    /// <param name="label">Class index.</param>
    /// <exception cref="InvalidOperationException">The clause is unresolved.</exception>
    public int OutcomeOf(PairedPrediction prediction, int label)
    {
        if (IsUnresolved) throw new InvalidOperationException($"the clause '{Clause}' is not resolved");
        if (IsOutsideSlice(prediction)) return Inactive;
        var answer = _role == ModelRole.Candidate ? prediction.Candidate : prediction.Baseline;
        var (predicted, actual) = (answer == _class, label == _class);
        return _form.Family switch
        {
            ClauseFamily.Accuracy => _indices[(int)Cells.Of(prediction, label)],
            ClauseFamily.Recall when actual => _indices[(prediction.Candidate == _class ? 1 : 0) + (prediction.Baseline == _class ? 2 : 0)],
            ClauseFamily.Precision when predicted => _indices[actual ? 1 : 0],
            ClauseFamily.F1 when predicted || actual => _indices[predicted && actual ? 1 : 0],
            _ => Inactive,
        };
    }

    /// <summary>What items cost a label on a task with this number of classes.</summary>
    /// <param name="classes">At least 2.</param>
    public FreeOutcomes Free(int classes) => new(this, Math.Max(_class, 0), classes);

    internal bool IsOutsideSlice(PairedPrediction prediction) => _sliceMask != 0 && (prediction.Slices & _sliceMask) == 0;

    /// <summary>A prediction inside the clause's slice, if it has one.</summary>
    internal PairedPrediction InSlice(int candidate, int baseline) => new(candidate, baseline, _sliceMask);

    /// <summary>The clause with its class and slice found in the test set's lists; itself where it names neither.</summary>
    /// <param name="classes">The test set's classes.</param>
    /// <param name="slices">Names of slices, by bit of <see cref="PairedPrediction.Slices"/>; at most 64.</param>
    /// <exception cref="ModelCIException">MCI1009: the class or the slice is not in its list.</exception>
    public ClauseScore Resolve(ClassList classes, IReadOnlyList<string> slices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slices.Count, 64, nameof(slices));
        var index = _form.Class is null ? _class : classes.IndexOf(_form.Class);
        if (index < 0)
            throw new ModelCIException("MCI1009", $"'{Clause}' names the class '{_form.Class}', which is none of the classes {string.Join(", ", classes.Names.Take(20))}");
        var bit = _form.Slice is null ? 0 : slices.ToList().IndexOf(_form.Slice);
        if (bit < 0)
            throw new ModelCIException("MCI1009", $"'{Clause}' names the slice '{_form.Slice}', which is none of the slices {(slices.Count == 0 ? "(there are none)" : string.Join(", ", slices))}");
        var resolved = (ClauseScore)MemberwiseClone();
        resolved._class = index;
        resolved._sliceMask = _form.Slice is null ? 0 : 1UL << bit;
        return resolved;
    }

    /// <summary>
    /// Compiles a clause. <paramref name="impossible"/> says why when the clause can never be decided in the direction that
    /// <paramref name="mode"/> protects. A clause that names a class or slice must be resolved before items are read.
    /// </summary>
    /// <exception cref="ArgumentException">The clause has no per-item score; <see cref="ConditionProblems.OfForms"/> says so earlier.</exception>
    public static ClauseScore Compile(Clause clause, Mode mode, out string? impossible)
    {
        if (!ClauseForm.TryOf(clause, out var form, out var forbidden))
            throw new ArgumentException($"the clause '{clause}' cannot be scored: {forbidden.Quantity} {forbidden.Why}", nameof(clause));
        var score = new ClauseScore(clause, form, mode);
        var (least, most) = score.IsTurned ? (-score.Supremum + 0.0, -score.Infimum + 0.0) : (score.Infimum, score.Supremum);
        var range = FormattableString.Invariant($"its left side lies between {least} and {most}");
        var acceptFrom = mode == Mode.FpFree ? score.Threshold : score.Threshold - (2 * score.Epsilon);
        impossible = null;
        if (mode == Mode.FnFree && score.Threshold <= score.Infimum) impossible = $"'{clause}' always holds: {range}";
        else if (score.Supremum <= acceptFrom) impossible = $"'{clause}' can never hold: {range}";
        return score;
    }

    /// <summary>Scores by what an active item can be, in the order in which <see cref="OutcomeOf"/> looks them up.</summary>
    private double[] Points()
    {
        var candidate = Coefficient(Metric.Recall, ModelRole.Candidate);
        var baseline = Coefficient(Metric.Recall, ModelRole.Baseline);
        return _form.Family switch
        {
            ClauseFamily.Accuracy => AccuracyPoints(),
            // Neither model finds the item, only the candidate does, only the baseline, both; a model that does not occur has coefficient 0.
            ClauseFamily.Recall => [0.0, candidate + 0.0, baseline + 0.0, candidate + baseline + 0.0],
            // Failure and success.
            _ => [0.0, _factor],
        };
    }

    /// <summary>In the order of <see cref="Cell"/>.</summary>
    private double[] AccuracyPoints()
    {
        var candidate = Coefficient(Metric.Accuracy, ModelRole.Candidate);
        var baseline = Coefficient(Metric.Accuracy, ModelRole.Baseline);
        var disagreement = Coefficient(Metric.Disagreement, null);
        return
        [
            candidate + baseline + 0.0,
            0.0,
            candidate + disagreement + 0.0,
            baseline + disagreement + 0.0,
            disagreement + 0.0,
        ];
    }

    private double Coefficient(Metric metric, ModelRole? role) => _sign * Clause.CoefficientOf(new Quantity(metric, role, _form.Class, _form.Slice));

    private ClauseMeaning MeaningOf()
    {
        var metric = _form.Family == ClauseFamily.Recall ? Metric.Recall : Metric.Accuracy;
        var isDifference = Coefficient(metric, ModelRole.Candidate) == _sign && Coefficient(metric, ModelRole.Baseline) == -_sign
            && Coefficient(Metric.Disagreement, null) == 0;
        return _form.Family switch
        {
            ClauseFamily.Accuracy => isDifference ? ClauseMeaning.Difference : ClauseMeaning.Value,
            ClauseFamily.Recall when isDifference => ClauseMeaning.RecallDifference,
            ClauseFamily.Recall => DistinctValues.Length == 2 && Clause.Terms.Count(term => term.Coefficient != 0) == 1 ? ClauseMeaning.Recall : ClauseMeaning.Value,
            ClauseFamily.Precision => ClauseMeaning.Precision,
            _ => ClauseMeaning.F1,
        };
    }
}
