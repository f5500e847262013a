using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>A clause as the fixed-sample methods see it: a linear form of means of variables in [0, 1], or of losses in their range.</summary>
internal sealed class ClauseForm
{
    private readonly double _lossWidth;

    private ClauseForm(Clause clause, string? whyNot, LossSettings? loss)
    {
        Clause = clause;
        _lossWidth = loss is null ? 1 : loss.Highest - loss.Lowest;
        WhyNot = whyNot;
        Terms = [.. clause.Terms.Where(term => term.Coefficient != 0)];
        Slice = Terms[0].Quantity.Slice;
    }

    public Clause Clause { get; }

    /// <summary>Why no fixed sample can be sized for the clause; null where it can.</summary>
    public string? WhyNot { get; }

    /// <summary>The terms that count.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The slice of the first term; all terms have the same where a sample can be sized.</summary>
    public string? Slice { get; }

    public bool IsLabelFree => Terms.All(term => term.Quantity.Metric == Metric.Disagreement);

    /// <summary>Whether the sample is of a slice or of the items predicted as a class.</summary>
    public bool CountsActiveItems => Slice is not null || Terms[0].Quantity.Metric == Metric.Precision;

    /// <summary>Whether every variable is 0 or 1.</summary>
    public bool IsBinary => Terms.All(term => term.Quantity.Metric != Metric.Loss);

    /// <summary>By term: how far it spreads a variable in [0, 1].</summary>
    public IReadOnlyList<double> Spreads => [.. Terms.Select(term => term.Quantity.Metric == Metric.Loss ? term.Coefficient * _lossWidth : term.Coefficient)];

    /// <summary>a of <c>a (n - o)</c>; null for any other form.</summary>
    public double? DifferenceCoefficient =>
        Terms is [{ Quantity.Metric: Metric.Accuracy } first, { Quantity.Metric: Metric.Accuracy } second]
            && first.Quantity.Model != second.Quantity.Model && first.Coefficient == -second.Coefficient
            ? Math.Abs(first.Coefficient)
            : null;

    /// <summary>A + 2B of a clause <c>d &lt; A +/- B</c>, whose test bounds d by that; null for any other form.</summary>
    public double? DisagreementBound
    {
        get
        {
            if (Terms is not [{ Quantity.Metric: Metric.Disagreement, Coefficient: var factor }]) return null;
            if (factor > 0 != (Clause.Comparator == Comparator.Less)) return null;
            // As typed: 0.08 + 2 * 0.01 is 0.1.
            var (bound, epsilon) = (DecimalFraction.Of(Clause.Constant), DecimalFraction.Of(Clause.Epsilon));
            var limit = (bound.Value / factor) + (2 * epsilon.Value / Math.Abs(factor));
            return factor == 1 ? (bound + epsilon + epsilon).Value : limit;
        }
    }

    /// <summary>The threshold A of <c>n > A +/- B</c> (or of o, or a top-k accuracy); null for any other form.</summary>
    public double? AccuracyThreshold =>
        Terms is [{ Quantity.Metric: Metric.Accuracy or Metric.TopK, Coefficient: var factor }]
            && factor > 0 == (Clause.Comparator == Comparator.Greater)
            ? Clause.Constant / factor
            : null;

    /// <param name="clause">Any clause of the language.</param>
    /// <param name="loss">What a loss is; null where it lies in [0, 1].</param>
    public static ClauseForm Of(Clause clause, LossSettings? loss = null)
    {
        var terms = clause.Terms.Where(term => term.Coefficient != 0).Select(term => term.Quantity).ToArray();
        string? why = null;
        if (clause.Epsilon == 0) why = "has a tolerance of 0, which no fixed sample can resolve";
        else if (terms.Any(term => term.Metric is Metric.Recall or Metric.F1))
            why = "counts items that only their labels show: how many must be labelled depends on how frequent the class is";
        else if (terms.Length > 1 && terms.Any(term => term.Metric == Metric.Precision)) why = "mixes ratios with different denominators";
        else if (terms.Select(term => term.Slice).Distinct().Count() > 1) why = "mixes different slices";
        return new ClauseForm(clause, why is null ? null : $"'{clause}' {why}", loss);
    }
}
