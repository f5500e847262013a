namespace ModelCI.References;

/// <summary>What is sampled: i.i.d. variables, or a finite population without replacement.</summary>
public static class Population
{
    /// <summary>
    /// Mean of what is left after <paramref name="count"/> draws with sum <paramref name="sum"/>, if the mean of all <paramref name="size"/>
    /// items is <paramref name="mean"/>; the mean itself for i.i.d. draws (no size).
    /// </summary>
    public static double RemainingMean(double mean, int? size, double sum, int count) =>
        size is { } n ? ((n * mean) - sum) / (n - count) : mean;
}
