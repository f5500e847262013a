namespace ModelCI.Simulations;

/// <summary>How long the simulations run: the short form in every build, the long one (MODELCI_LONG=1) before a release.</summary>
internal static class Effort
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("MODELCI_LONG") == "1";

    /// <summary>One seed in the short form; three in the long, so that no figure hangs on a lucky one.</summary>
    public static IReadOnlyList<ulong> Seeds { get; } = IsLong ? [1, 2, 3] : [1];

    public static int Replicates(int inShort, int inLong) => IsLong ? inLong : inShort;
}
