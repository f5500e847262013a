namespace ModelCI.Cli;

/// <summary>Exit codes beside those of a verdict.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Problem = 2;
    public const int Bug = 70;
    public const int Cancelled = 130;
}
