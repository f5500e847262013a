namespace ModelCI.Core.Simulation;

/// <summary>The distribution of a count over replicates.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardError">Of the mean: s / sqrt(R) with s^2 = sum (x - mean)^2 / (R - 1); 0 for one replicate.</param>
/// <param name="Median">Least value that at least half of the replicates do not exceed.</param>
/// <param name="P95">Least value that at least 95 % of the replicates do not exceed.</param>
/// <param name="Least">Smallest.</param>
/// <param name="Most">Largest.</param>
public sealed record CountSummary(double Mean, double StandardError, int Median, int P95, int Least, int Most)
{
    /// <summary>Summarises at least one count.</summary>
    /// <exception cref="ArgumentException">None.</exception>
    public static CountSummary Of(IEnumerable<int> counts)
    {
        var ascending = counts.Order().ToArray();
        if (ascending.Length == 0) throw new ArgumentException("no counts", nameof(counts));
        // Exact: sums of counts stay far below 2^63, and the order of replicates cannot matter.
        var mean = (double)ascending.Sum(count => (long)count) / ascending.Length;
        var squares = ascending.Sum(count => (count - mean) * (count - mean));
        var error = ascending.Length == 1 ? 0 : Math.Sqrt(squares / (ascending.Length - 1) / ascending.Length);
        return new CountSummary(mean, error, Quantile(0.5), Quantile(0.95), ascending[0], ascending[^1]);

        int Quantile(double share) => ascending[(int)Math.Ceiling(share * ascending.Length) - 1];
    }
}
