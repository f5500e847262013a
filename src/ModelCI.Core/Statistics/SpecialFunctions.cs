namespace ModelCI.Core.Statistics;

/// <summary>Elementary functions that keep their digits where the naive formula loses them.</summary>
public static class SpecialFunctions
{
    /// <summary>ln(1 + x) for x > -1, full relative accuracy near 0 (Kahan's correction).</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        var rounded = sum - 1;
        return rounded == 0 ? x : Math.Log(sum) * (x / rounded);
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
