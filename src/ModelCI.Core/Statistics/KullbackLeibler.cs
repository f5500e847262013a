namespace ModelCI.Core.Statistics;

/// <summary>Kullback and Leibler's (1951) divergence of Bernoulli distributions.</summary>
public static class KullbackLeibler
{
    /// <summary>
    /// kl(a, b) = a ln(a/b) + (1-a) ln((1-a)/(1-b)), in nats, at least 0, +infinity where b excludes what a allows. Full relative accuracy
    /// also for nearly equal a and b, where the formula cancels and can turn negative.
    /// </summary>
    /// <param name="a">In [0, 1].</param>
    /// <param name="b">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">a or b is outside [0, 1].</exception>
    public static double Bernoulli(double a, double b)
    {
        Check(a, nameof(a));
        Check(b, nameof(b));
        if (a == b) return 0;
        if (b is 0 or 1) return double.PositiveInfinity;
        if (a == 0) return -SpecialFunctions.Log1P(-b);
        if (a == 1) return -Math.Log(b);
        // Two deviances, both at least 0.
        return BennettFunction.Deviance(a, b, a - b) + BennettFunction.Deviance(1 - a, 1 - b, b - a);
    }

    private static void Check(double value, string name)
    {
        if (!(value >= 0 && value <= 1)) throw new ArgumentOutOfRangeException(name, value, "a probability lies in [0, 1]");
    }
}
