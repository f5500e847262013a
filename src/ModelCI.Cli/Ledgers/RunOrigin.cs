namespace ModelCI.Cli.Ledgers;

/// <summary>On whose behalf a run writes to the account.</summary>
/// <param name="Actor">Who started it; null for git's user.</param>
/// <param name="PullRequest">Its number; null where the run belongs to none.</param>
internal sealed record RunOrigin(string? Actor, int? PullRequest)
{
    /// <summary>A person at the command line.</summary>
    public static readonly RunOrigin Local = new(null, null);
}
