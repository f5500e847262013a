using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Gating;

/// <summary>
/// A clause turned to <c>v > c</c>, as a test on its active items: what score an item has, the threshold, and the tolerance as the decision uses
/// it (statistics.md sections 1 and 3). Active are: all items (n, o, d, topk, loss), those of a slice, those with y = k (recall), with f = k
/// (precision), with y = k or f = k (f1). Active items are i.i.d. and the clause speaks of the mean of their scores; inactive ones are not consumed.
/// </summary>
/// <remarks>
/// F1 = 2TP/(2TP + FP + FN) is no mean over items, but q = F1/(2 - F1) = TP/(TP + FP + FN) is: the share of successes among active items (the
/// Jaccard index). q rises with F1, so <c>F1 > c</c> is the Bernoulli clause <c>q > c/(2 - c)</c>. Scores of such a clause are in units of q;
/// <see cref="ToScore"/> and <see cref="ToMetric"/> translate. Losses are rounded at random onto a grid (<see cref="LossGrid"/>).
/// </remarks>
public sealed class ClauseScore
{
    /// <summary>Stands for a score: the item is inactive, so that the clause does not consume it.</summary>
    public const int Inactive = -1;

    private readonly ClauseShape _shape;
    // +1 or -1, and the coefficient of the turned clause where it has a single metric.
    private readonly double _sign;
    private readonly double _factor;
    private readonly ModelRole _role;
    private readonly int[] _indices = [];
    private readonly LossGrid? _grid;
    private int _class;
    private ulong _sliceMask;
    private TopKSets? _sets;
    private NumberTable? _numbers;

    private ClauseScore(Clause clause, ClauseShape shape, Mode mode, DecisionMethod method, LossSettings? loss)
    {
        Clause = clause;
        _shape = shape;
        Method = method;
        IsTurned = clause.Comparator == Comparator.Less;
        _sign = IsTurned ? -1 : 1;
        var single = clause.Terms.First(term => term.Coefficient != 0);
        _factor = _sign * single.Coefficient;
        _role = single.Quantity.Model ?? ModelRole.Candidate;
        if (shape.Family == ClauseFamily.Loss)
        {
            _grid = new LossGrid(loss!, clause, _sign);
            DistinctValues = _grid.Values;
        }
        else
        {
            var points = ClausePoints.Of(clause, shape, _sign);
            DistinctValues = [.. points.Distinct().Order()];
            _indices = [.. points.Select(value => Array.IndexOf(DistinctValues, value))];
        }
        _class = shape.Class is null ? 0 : -1;
        // 0 is added here and below so that no value is -0.
        Threshold = (_sign * clause.Constant) + 0.0;
        IsLabelFree = clause.Terms.All(term => term.Coefficient == 0 || term.Quantity.Metric == Metric.Disagreement);
        Meaning = ClausePoints.MeaningOf(clause, shape);
        if (method != DecisionMethod.Sequential)
        {
            // A fixed plan is a promise about the tolerance as written.
            Epsilon = clause.Epsilon;
            return;
        }
        // The zone must leave room for evidence on the side whose error is bounded; a smaller zone only strengthens the guarantee.
        var room = mode == Mode.FpFree ? (Supremum - Threshold) / 4 : (Threshold - Infimum) / 4;
        Epsilon = Math.Min(clause.Epsilon, Math.Max(room, 0));
    }

    /// <summary>As written.</summary>
    public Clause Clause { get; }

    /// <summary>How it is decided.</summary>
    public DecisionMethod Method { get; }

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

    /// <summary>
    /// Whether the score is a loss, one of 513 evenly spaced values: what is shown and paid for is then its sum and not how often each occurred.
    /// </summary>
    public bool IsLoss => _grid is not null;

    /// <summary>Whether its values can be told apart; false only for losses of absurd range or coefficients.</summary>
    internal bool IsResolvable => _grid is null || _grid.IsResolved;

    /// <summary>Whether the tolerance had to be narrowed.</summary>
    public bool IsNarrowed => Epsilon < Clause.Epsilon;

    /// <summary>Name of the slice; null for all items.</summary>
    public string? Slice => _shape.Slice;

    /// <summary>The coefficients of the turned clause that are not 0.</summary>
    public IReadOnlyList<double> Coefficients => [.. Clause.Terms.Where(term => term.Coefficient != 0).Select(term => _sign * term.Coefficient)];

    /// <summary>By coefficient: how far it spreads its variable, which is 0 to 1 or a loss.</summary>
    internal IReadOnlyList<double> Spreads => _grid is null ? Coefficients : [.. Coefficients.Select(coefficient => coefficient * _grid.LossWidth)];

    /// <summary>The level that <see cref="FixedSampling.Size"/> fixed the sample for; null before that and for the sequential method.</summary>
    public SignificanceLevel? SampledFor { get; private set; }

    /// <summary>The sample of a fixed method; null before <see cref="FixedSampling.Size"/> and for the sequential method.</summary>
    internal FixedSample? Sample { get; private set; }

    /// <summary>Whether the clause names a class or slice that <see cref="Resolve"/> has not found yet.</summary>
    public bool IsUnresolved =>
        _class < 0 || (_shape.Slice is not null && _sliceMask == 0) || (_shape.K is not null && _sets is null) || (_grid is not null && _numbers is null);

    /// <summary>The mean score of active items at which the turned metric has this value; rising.</summary>
    public double ToScore(double metric)
    {
        if (_shape.Family != ClauseFamily.F1) return metric;
        var f1 = metric / _factor;
        // Above 1 there is no F1 to translate; going on with slope 1 keeps the function rising.
        return _factor * (f1 < 1 ? f1 / (2 - f1) : f1);
    }

    /// <summary>The turned metric where active items have this mean score: the inverse of <see cref="ToScore"/>, for means that can occur.</summary>
    public double ToMetric(double score)
    {
        if (_shape.Family != ClauseFamily.F1) return score;
        var success = score / _factor;
        return _factor * (2 * success / (1 + success));
    }

    /// <summary>Index into <see cref="DistinctValues"/> of the item's score, or <see cref="Inactive"/>.</summary>
    /// <param name="prediction">What is known without the label.</param>
    /// <param name="label">Class index, or index of a number.</param>
    /// <exception cref="InvalidOperationException">The clause is unresolved.</exception>
    public int OutcomeOf(PairedPrediction prediction, int label)
    {
        if (IsUnresolved) throw new InvalidOperationException($"the clause '{Clause}' is not resolved");
        if (IsOutsideSlice(prediction)) return Inactive;
        var answer = _role == ModelRole.Candidate ? prediction.Candidate : prediction.Baseline;
        var (predicted, actual) = (answer == _class, label == _class);
        return _shape.Family switch
        {
            ClauseFamily.Loss => _grid!.IndexOf(_numbers![prediction.Candidate], _numbers[prediction.Baseline], _numbers[label], prediction.Noise),
            ClauseFamily.TopK => _indices[(_sets!.Contains(prediction.CandidateRanking, label) ? 1 : 0) + (_sets.Contains(prediction.BaselineRanking, label) ? 2 : 0)],
            ClauseFamily.Accuracy => _indices[(int)Cells.Of(prediction, label)],
            ClauseFamily.Recall when actual => _indices[(prediction.Candidate == _class ? 1 : 0) + (prediction.Baseline == _class ? 2 : 0)],
            ClauseFamily.Precision when predicted => _indices[actual ? 1 : 0],
            ClauseFamily.F1 when predicted || actual => _indices[predicted && actual ? 1 : 0],
            _ => Inactive,
        };
    }

    /// <summary>How far a fixed sample's mean score must stay from the constant's: eps as written, in units of the score.</summary>
    internal double ScoreTolerance(Mode mode)
    {
        if (_shape.Family != ClauseFamily.F1) return Clause.Epsilon;
        var width = mode == Mode.FpFree ? ToScore(Threshold + Epsilon) - ToScore(Threshold) : ToScore(Threshold) - ToScore(Threshold - Epsilon);
        // Less than what rounding may have added.
        return width * (1 - 1e-12);
    }

    internal ClauseScore WithSample(FixedSample sample, SignificanceLevel alpha)
    {
        var sampled = (ClauseScore)MemberwiseClone();
        (sampled.Sample, sampled.SampledFor) = (sample, alpha);
        return sampled;
    }

    /// <summary>What items cost a label on a task with this number of classes.</summary>
    /// <param name="classes">At least 2; 0 for a regression. Clauses on top-k and losses take it from the task that they were resolved for.</param>
    public FreeOutcomes Free(int classes)
    {
        if (_grid is not null) return new FreeByNumbers(this, _grid);
        return _sets is not null ? new FreeBySets(this, _sets, _indices) : new FreeByCase(this, Math.Max(_class, 0), classes);
    }

    internal bool IsOutsideSlice(PairedPrediction prediction) => _sliceMask != 0 && (prediction.Slices & _sliceMask) == 0;

    /// <summary>A prediction inside the clause's slice, if it has one.</summary>
    internal PairedPrediction InSlice(int candidate, int baseline) => new(candidate, baseline, _sliceMask);

    /// <summary>The clause with what it names found in the test set's lists and tables; itself where it names nothing.</summary>
    /// <param name="task">What labels and models answer.</param>
    /// <param name="slices">Names of slices, by bit of <see cref="PairedPrediction.Slices"/>; at most 64.</param>
    /// <exception cref="ModelCIException">MCI1009: the class or the slice is not in its list, or k is not below the number of classes.</exception>
    /// <exception cref="ArgumentException">A clause on top-k without rankings, or with too short ones, or one on losses without numbers.</exception>
    public ClauseScore Resolve(PredictionTask task, IReadOnlyList<string> slices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slices.Count, 64, nameof(slices));
        var index = _shape.Class is null ? _class : task.Classes.IndexOf(_shape.Class);
        if (index < 0)
            throw new ModelCIException("MCI1009", $"'{Clause}' names the class '{_shape.Class}', which is none of the classes {string.Join(", ", task.Classes.Names.Take(20))}");
        if (_shape.K >= task.Classes.Count)
            throw new ModelCIException("MCI1009", $"'{Clause}' always finds the label among {_shape.K} of {task.Classes.Count} classes");
        var bit = _shape.Slice is null ? 0 : slices.ToList().IndexOf(_shape.Slice);
        if (bit < 0)
            throw new ModelCIException("MCI1009", $"'{Clause}' names the slice '{_shape.Slice}', which is none of the slices {(slices.Count == 0 ? "(there are none)" : string.Join(", ", slices))}");
        var resolved = (ClauseScore)MemberwiseClone();
        resolved._class = index;
        resolved._sliceMask = _shape.Slice is null ? 0 : 1UL << bit;
        if (_shape.K is { } k) resolved._sets = new TopKSets(task.Rankings ?? throw new ArgumentException("no rankings", nameof(task)), k, task.Classes.Count);
        if (_grid is not null) resolved._numbers = task.Numbers ?? throw new ArgumentException("no numbers", nameof(task));
        return resolved;
    }

    /// <summary>
    /// Compiles a clause. <paramref name="impossible"/> says why when the clause can never be decided in the direction that
    /// <paramref name="mode"/> protects. A clause that names a class or slice must be resolved before items are read.
    /// </summary>
    /// <param name="clause">The clause.</param>
    /// <param name="mode">Which error is bounded.</param>
    /// <param name="impossible">Null where the clause can be decided.</param>
    /// <param name="method">How it is decided.</param>
    /// <param name="loss">What a loss is; null where no clause takes one.</param>
    /// <exception cref="ArgumentException">
    /// The clause has no per-item score, or is on losses and nothing says what these are; <see cref="ConditionProblems"/> says so earlier.
    /// </exception>
    public static ClauseScore Compile(
        Clause clause, Mode mode, out string? impossible, DecisionMethod method = DecisionMethod.Sequential, LossSettings? loss = null)
    {
        if (!ClauseShape.TryOf(clause, out var shape, out var forbidden))
            throw new ArgumentException($"the clause '{clause}' cannot be scored: {forbidden.Quantity} {forbidden.Why}", nameof(clause));
        if (shape.Family == ClauseFamily.Loss && loss is null) throw new ArgumentException($"the clause '{clause}' takes a loss, and none is declared", nameof(loss));
        var score = new ClauseScore(clause, shape, mode, method, loss);
        impossible = ClauseLimits.WhyImpossible(score, mode);
        return score;
    }
}
