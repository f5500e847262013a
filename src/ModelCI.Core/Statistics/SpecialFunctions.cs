namespace ModelCI.Core.Statistics;

/// <summary>Elementary functions that keep their digits where the naive formula loses them.</summary>
public static class SpecialFunctions
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>ln(1 + x) for x > -1, full relative accuracy near 0 (Kahan's correction).</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        var rounded = sum - 1;
        return rounded == 0 ? x : Math.Log(sum) * (x / rounded);
    }

    /// <summary>exp(x) - 1, full relative accuracy near 0 (Kahan's correction).</summary>
    public static double ExpM1(double x)
    {
        var rounded = Math.Exp(x);
        if (rounded == 1) return x;
        var difference = rounded - 1;
        return difference == -1 || double.IsInfinity(rounded) ? difference : difference * (x / Math.Log(rounded));
    }

    /// <summary>
    /// ln(1 - exp(x)) for x at most 0: the log of the complement of a probability given by its log. Full relative accuracy at both ends
    /// (Maechler, 2012); -infinity at 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">x is above 0 or not a number.</exception>
    public static double Log1MExp(double x)
    {
        if (!(x <= 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "the log of a probability is at most 0");
        return x > -Ln2 ? Math.Log(-ExpM1(x)) : Log1P(-Math.Exp(x));
    }

    /// <summary>ln of the sum of exp(values); -infinity for none. Never overflows.</summary>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in values) largest = Math.Max(largest, value);
        if (!double.IsFinite(largest)) return largest;
        var sum = 0.0;
        foreach (var value in values) sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>
    /// ln C(total + categories - 1, categories - 1), in nats: the number of ways in which <paramref name="total"/> items fall into
    /// <paramref name="categories"/> counts. Both at least 0 and 1; exact to rounding, no gamma function for few categories.
    /// </summary>
    public static double LogCompositions(int total, int categories)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        var sum = 0.0;
        for (var i = 1; i < categories; i++) sum += Log1P((double)total / i);
        return sum;
    }
}
