namespace ModelCI.Core.Statistics;

/// <summary>
/// One-sided confidence limits for the mean of a bounded score from final counts alone, valid at any stopping time: the order-free
/// mixture of constant bets lambda_i = i/((D+1)(m - infimum)), D = 20, inverted over the null mean m (Waudby-Smith and Ramdas, 2024).
/// Every factor falls in m, so the limit is found by bisection, and the outer end is returned.
/// </summary>
public static class MeanLimits
{
    private const int Grid = 20;
    private const int Bisections = 60;

    /// <summary>
    /// The largest m that is refuted as an upper bound of the mean: P(mean &lt; limit) &lt;= alpha.
    /// </summary>
    /// <param name="values">Distinct values of the score.</param>
    /// <param name="counts">How often each occurred.</param>
    /// <param name="infimum">Least possible value.</param>
    /// <param name="supremum">Greatest possible value.</param>
    /// <param name="alpha">One-sided level.</param>
    /// <param name="unknown">
    /// Further items of which only is known that they exist: their value lies within the range, or they are none of those that the mean is of.
    /// Each counts with the least factor that it can have against any null mean, that of <paramref name="infimum"/>, so that the limit keeps its level.
    /// </param>
    public static double Lower(
        IReadOnlyList<double> values, IReadOnlyList<long> counts, double infimum, double supremum, SignificanceLevel alpha, long unknown = 0)
    {
        // Of hundreds of values most may never occur.
        var occurring = Enumerable.Range(0, values.Count).Where(index => counts[index] > 0).ToArray();
        return Refuted(
            [.. occurring.Select(index => values[index])], [.. occurring.Select(index => (double)counts[index])], infimum, supremum, alpha, unknown);
    }

    /// <summary>The mirror image of <see cref="Lower"/>: P(mean &gt; limit) &lt;= alpha.</summary>
    public static double Upper(
        IReadOnlyList<double> values, IReadOnlyList<long> counts, double infimum, double supremum, SignificanceLevel alpha, long unknown = 0) =>
        -Lower([.. values.Select(value => -value)], counts, -supremum, -infimum, alpha, unknown);

    /// <summary>
    /// <see cref="Lower"/> where only the mean of the items is known: at most what that gives for any values with this mean. ln(1 + lambda (x - m)) is
    /// concave in x, hence at least its linear interpolation between infimum and supremum, so that the wealth of items that lie at the ends in
    /// proportion is a lower bound of the true one; a limit that refutes with less wealth than there is is conservative.
    /// </summary>
    /// <param name="items">How many.</param>
    /// <param name="share">Where their mean lies between infimum and supremum, in [0, 1].</param>
    /// <param name="infimum">Least possible value.</param>
    /// <param name="supremum">Greatest possible value.</param>
    /// <param name="alpha">One-sided level.</param>
    /// <param name="unknown">As <see cref="Lower"/> takes them.</param>
    public static double LowerOfMean(long items, double share, double infimum, double supremum, SignificanceLevel alpha, long unknown = 0) =>
        Refuted([infimum, supremum], [items * (1 - share), items * share], infimum, supremum, alpha, unknown);

    /// <summary>The mirror image of <see cref="LowerOfMean"/>.</summary>
    public static double UpperOfMean(long items, double share, double infimum, double supremum, SignificanceLevel alpha, long unknown = 0) =>
        -LowerOfMean(items, 1 - share, -supremum, -infimum, alpha, unknown);

    private static double Refuted(double[] values, double[] weights, double infimum, double supremum, SignificanceLevel alpha, long unknown)
    {
        var (outer, inner) = (infimum, supremum);
        for (var step = 0; step < Bisections; step++)
        {
            var middle = (outer + inner) / 2;
            if (LogValue(values, weights, infimum, middle, unknown) >= alpha.LogInverse) outer = middle;
            else inner = middle;
        }
        return outer;
    }

    private static double LogValue(double[] values, double[] weights, double infimum, double mean, long unknown)
    {
        var room = mean - infimum;
        if (!(room > 0)) return double.NegativeInfinity;
        Span<double> terms = stackalloc double[Grid];
        for (var i = 1; i <= Grid; i++)
        {
            var share = (double)i / (Grid + 1);
            var wealth = (unknown * SpecialFunctions.Log1P(-share)) - Math.Log(Grid);
            for (var index = 0; index < values.Length; index++)
                wealth += weights[index] * SpecialFunctions.Log1P(share * (values[index] - mean) / room);
            terms[i - 1] = wealth;
        }
        return SpecialFunctions.LogSumExp(terms);
    }
}
