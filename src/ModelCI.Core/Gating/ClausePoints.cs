using ModelCI.Core.Conditions;

namespace ModelCI.Core.Gating;

/// <summary>The scores of a clause by what an active item can be, and what they mean in words.</summary>
internal static class ClausePoints
{
    /// <summary>
    /// In the order in which <see cref="ClauseScore.OutcomeOf"/> looks them up: for n, o, d by <see cref="Cell"/>; for recalls and top-k
    /// neither model finds the item, only the candidate, only the baseline, both; for precision and f1 failure, success. 0 is added so that no value is -0.
    /// </summary>
    /// <param name="sign">-1 where the clause is turned, else 1.</param>
    public static double[] Of(Clause clause, ClauseShape shape, double sign)
    {
        var metric = MetricOf(shape);
        var candidate = sign * Coefficient(clause, shape, metric, ModelRole.Candidate);
        var baseline = sign * Coefficient(clause, shape, metric, ModelRole.Baseline);
        var disagreement = sign * Coefficient(clause, shape, Metric.Disagreement, null);
        return shape.Family switch
        {
            ClauseFamily.Accuracy =>
                [candidate + baseline + 0.0, 0.0, candidate + disagreement + 0.0, baseline + disagreement + 0.0, disagreement + 0.0],
            ClauseFamily.Recall or ClauseFamily.TopK => [0.0, candidate + 0.0, baseline + 0.0, candidate + baseline + 0.0],
            _ => [0.0, sign * clause.Terms.First(term => term.Coefficient != 0).Coefficient],
        };
    }

    public static ClauseMeaning MeaningOf(Clause clause, ClauseShape shape)
    {
        var metric = MetricOf(shape);
        var isDifference = Coefficient(clause, shape, metric, ModelRole.Candidate) == 1
            && Coefficient(clause, shape, metric, ModelRole.Baseline) == -1
            && Coefficient(clause, shape, Metric.Disagreement, null) == 0;
        return shape.Family switch
        {
            ClauseFamily.Accuracy => isDifference ? ClauseMeaning.Difference : ClauseMeaning.Value,
            ClauseFamily.Recall when isDifference => ClauseMeaning.RecallDifference,
            ClauseFamily.Recall => clause.Terms.Count(term => term.Coefficient != 0) == 1 ? ClauseMeaning.Recall : ClauseMeaning.Value,
            ClauseFamily.TopK when isDifference => ClauseMeaning.TopKDifference,
            ClauseFamily.TopK => clause.Terms.Count(term => term.Coefficient != 0) == 1 ? ClauseMeaning.TopK : ClauseMeaning.Value,
            ClauseFamily.Loss => isDifference ? ClauseMeaning.LossDifference : ClauseMeaning.Loss,
            ClauseFamily.Precision => ClauseMeaning.Precision,
            _ => ClauseMeaning.F1,
        };
    }

    /// <summary>The metric of a family whose terms are of one for each model.</summary>
    private static Metric MetricOf(ClauseShape shape) => shape.Family switch
    {
        ClauseFamily.Recall => Metric.Recall,
        ClauseFamily.TopK => Metric.TopK,
        ClauseFamily.Loss => Metric.Loss,
        _ => Metric.Accuracy,
    };

    private static double Coefficient(Clause clause, ClauseShape shape, Metric metric, ModelRole? role) =>
        clause.CoefficientOf(new Quantity(metric, role, metric is Metric.Recall or Metric.TopK ? shape.Argument : null, shape.Slice));
}
