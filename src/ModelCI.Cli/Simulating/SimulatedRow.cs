using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Simulating;

/// <summary>A row and what its simulation found.</summary>
/// <param name="Result">Null where there was nothing to simulate.</param>
/// <param name="Wald">Wald's bound on the mean number of labels.</param>
internal sealed record SimulatedRow(SimulationRow Row, SimulationResult? Result, double? Wald)
{
    /// <summary>Of the limits that are shown: 95 % two-sided.</summary>
    private static readonly SignificanceLevel LimitLevel = SignificanceLevel.Of(0.05);

    /// <summary>Wrong decisions; null where none is possible.</summary>
    public int? Errors => Row.Error is { } error && Result is { } result
        ? error.Ending == Ending.Accepted ? result.Accepted : result.Refused
        : null;

    /// <summary>Share of <paramref name="count"/> in the replicates, with exact limits (Clopper and Pearson, 1934).</summary>
    public Rate RateOf(int count)
    {
        var (lower, upper) = ClopperPearson.TwoSided(count, Result!.Replicates, LimitLevel);
        return new Rate((double)count / Result.Replicates, lower, upper);
    }
}

/// <summary>A share with its 95 % limits.</summary>
internal readonly record struct Rate(double Estimate, double Lower, double Upper);
