using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Gating;

/// <summary>
/// The score of a clause on losses, V = a loss(n) + b loss(o), rounded at random to one of 513 evenly spaced values of its range: to the next one
/// above with the probability that makes the mean right, else to the next one below (stochastic rounding: Forsythe, 1950; Croci et al., 2022).
/// </summary>
/// <remarks>
/// <para>Why it is valid. With V between the grid points g and g + w, the rounded score X is g + w with probability (V - g)/w and else g, decided by
/// the item's <see cref="PairedPrediction.Noise"/>, which is uniform and independent of item, label and models (Assumption A: models know the
/// reports only). So E[X | V] = V and E[X] = E[V]; items are i.i.d., hence so are the X; and X stays in the range of V. Every test for the mean of
/// i.i.d. X in a bounded range, such as that of Waudby-Smith and Ramdas (2024), is therefore one for the mean of V, at the same level, sequential
/// or not, one-sided or two-sided. The price is variance, at most w^2/4, four millionths of what the range allows.</para>
/// <para>Rounding is exact: V is first measured in units of 2^-32 of a cell, to the nearest, as any number that a computer holds is measured in some
/// unit; a fraction of such units is a probability that 32 bits of noise hit exactly. A value on a grid point stays there.</para>
/// <para>Where a + b = 0 the range is symmetric and 512 is even, so that 0 is a grid point: equal losses score exactly 0.</para>
/// </remarks>
internal sealed class LossGrid
{
    /// <summary>Cells between the least and the greatest score; the grid has one point more.</summary>
    public const int Cells = 512;

    private const double UnitsPerCell = 4294967296.0;
    private const long MostUnits = Cells * (1L << 32);

    private readonly LossSettings _loss;
    private readonly double _candidate;
    private readonly double _baseline;
    private readonly double _infimum;
    private readonly double _width;

    /// <param name="loss">What the loss of an item is.</param>
    /// <param name="clause">Of the loss family.</param>
    /// <param name="sign">-1 where the clause is turned, else 1.</param>
    public LossGrid(LossSettings loss, Clause clause, double sign)
    {
        _loss = loss;
        _candidate = sign * Coefficient(ModelRole.Candidate);
        _baseline = sign * Coefficient(ModelRole.Baseline);
        Cancels = _candidate + _baseline == 0;
        _infimum = Least(_candidate) + Least(_baseline) + 0.0;
        var supremum = Most(_candidate) + Most(_baseline) + 0.0;
        _width = supremum - _infimum;
        Values = [.. Enumerable.Range(0, Cells + 1).Select(index => ValueAt(_infimum, supremum, index))];

        double Coefficient(ModelRole role) => clause.Terms.Where(term => term.Quantity.Model == role).Sum(term => term.Coefficient);
        double Least(double coefficient) => coefficient * (coefficient > 0 ? loss.Lowest : loss.Highest);
        double Most(double coefficient) => coefficient * (coefficient > 0 ? loss.Highest : loss.Lowest);
    }

    /// <summary>Highest less lowest loss.</summary>
    public double LossWidth => _loss.Highest - _loss.Lowest;

    /// <summary>Whether equal losses score 0.</summary>
    public bool Cancels { get; }

    /// <summary>The grid, ascending; not strictly, or not finite, where numbers of its size cannot be told apart (<see cref="IsResolved"/>).</summary>
    public double[] Values { get; }

    /// <summary>Whether the 513 values are different finite numbers.</summary>
    public bool IsResolved => Values.All(double.IsFinite) && Values.Zip(Values.Skip(1)).All(pair => pair.First < pair.Second);

    /// <summary>The value at a point of the grid, or between two of them: <paramref name="index"/> is in [0, 512].</summary>
    public static double ValueAt(double infimum, double supremum, double index) => (((Cells - index) * infimum) + (index * supremum)) / Cells;

    /// <summary>The index of an item's rounded score.</summary>
    /// <param name="candidate">What the candidate answers.</param>
    /// <param name="baseline">What the baseline answers.</param>
    /// <param name="label">The true number.</param>
    /// <param name="noise">Of the item.</param>
    public int IndexOf(double candidate, double baseline, double label, uint noise)
    {
        var score = (_candidate * Loss(candidate, label)) + (_baseline * Loss(baseline, label));
        var units = Math.Clamp((long)Math.Round((score - _infimum) / _width * Cells * UnitsPerCell), 0, MostUnits);
        var fraction = (uint)(units & uint.MaxValue);
        return (int)(units >> 32) + (noise < fraction ? 1 : 0);
    }

    private double Loss(double prediction, double label)
    {
        // Finite numbers, whose difference may be infinite, and is then clipped.
        var error = Math.Abs(prediction - label);
        return Math.Clamp(_loss.Kind == LossKind.Squared ? error * error : error, _loss.Lowest, _loss.Highest);
    }
}
