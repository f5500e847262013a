namespace ModelCI.Core.Planning;

/// <summary>From the real number of a formula to a number of items.</summary>
internal static class SampleSize
{
    // Above the rounding error of every size formula here, so that a size is never rounded below the exact one.
    private const double Guard = 4e-15;

    /// <summary>
    /// The least whole number that is not below the exact value of which <paramref name="real"/> is the rounded one, at least 1;
    /// <see cref="long.MaxValue"/> for what no test set can hold.
    /// </summary>
    public static long RoundUp(double real)
    {
        if (!(real >= 0)) throw new InvalidOperationException(FormattableString.Invariant($"a sample size of {real}"));
        var guarded = Math.Ceiling(real * (1 + Guard));
        return guarded >= long.MaxValue ? long.MaxValue : Math.Max(1, (long)guarded);
    }

    /// <summary>Checks a tolerance.</summary>
    public static void CheckTolerance(double epsilon)
    {
        if (!(epsilon > 0) || double.IsInfinity(epsilon))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "a fixed sample needs a tolerance above 0");
    }
}
