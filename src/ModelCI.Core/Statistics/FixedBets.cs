namespace ModelCI.Core.Statistics;

/// <summary>Bets that no zone designs: log-spaced shares of the largest admissible bet, so that any lead is found within a constant factor.</summary>
internal static class FixedBets
{
    /// <summary>Number of bets.</summary>
    public const int Count = 15;

    /// <summary>Their prior weight in all, beside the design bets.</summary>
    public const double Weight = 0.04;

    private const double Least = 1e-2;
    private const double Most = 0.999;

    /// <summary>The share of bet <paramref name="index"/>, from 0.01 to 0.999.</summary>
    public static double Share(int index) => Math.Exp(Math.Log(Least) + ((Math.Log(Most) - Math.Log(Least)) * index / (Count - 1)));
}
