namespace ModelCI.Core.Statistics;

/// <summary>
/// Lower and upper confidence limits for the mean of a bounded score that hold at all times together (Darling and Robbins, 1967): at each
/// time the e-processes of <see cref="MeanLimits"/> are inverted, and what was excluded once stays excluded (running intersection; Howard et al.
/// 2021). Each side misses the mean with probability at most alpha over all times, whenever reading stops. Looking at some of the times only,
/// as here, excludes less and never more.
/// </summary>
/// <remarks>
/// For people who may see the path. What developers see under <c>feedback: estimates</c> is <see cref="MeanLimits"/> at the final counts:
/// the intersection tells more than the counts do.
/// </remarks>
public sealed class ConfidenceSequence
{
    private readonly IReadOnlyList<double> _values;
    private readonly double _infimum;
    private readonly double _supremum;
    private readonly SignificanceLevel _alpha;

    /// <summary>Starts with everything possible.</summary>
    /// <param name="values">Distinct values of the score.</param>
    /// <param name="infimum">Least possible mean.</param>
    /// <param name="supremum">Greatest possible mean.</param>
    /// <param name="alpha">Level of each side.</param>
    public ConfidenceSequence(IReadOnlyList<double> values, double infimum, double supremum, SignificanceLevel alpha)
    {
        _values = values;
        (_infimum, _supremum, _alpha) = (infimum, supremum, alpha);
        (Lower, Upper) = (infimum, supremum);
    }

    /// <summary>P(mean &lt; Lower at any time) &lt;= alpha. Above <see cref="Upper"/> where both sides have excluded everything.</summary>
    public double Lower { get; private set; }

    /// <summary>P(mean &gt; Upper at any time) &lt;= alpha.</summary>
    public double Upper { get; private set; }

    /// <summary>Looks at one time.</summary>
    /// <param name="counts">How often each value occurred up to then.</param>
    /// <param name="unknown">Further items up to then, as <see cref="MeanLimits"/> takes them.</param>
    public void Observe(IReadOnlyList<long> counts, long unknown = 0)
    {
        Lower = Math.Max(Lower, MeanLimits.Lower(_values, counts, _infimum, _supremum, _alpha, unknown));
        Upper = Math.Min(Upper, MeanLimits.Upper(_values, counts, _infimum, _supremum, _alpha, unknown));
    }
}
