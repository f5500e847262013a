namespace ModelCI.Git;

/// <summary>Where the ledger of a test set is kept. A closed hierarchy.</summary>
public abstract record LedgerPlace
{
    private LedgerPlace()
    {
    }

    /// <summary>In this clone alone.</summary>
    public sealed record Local : LedgerPlace;

    /// <summary>At a remote that every clone shares.</summary>
    /// <param name="Name">A remote that this clone has configured; never a path or an address.</param>
    public sealed record Remote(string Name) : LedgerPlace
    {
        /// <summary>How long the remote may take to answer; it counts as unreachable afterwards.</summary>
        public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
    }

    /// <summary>In this clone, provisionally, since the remote is not asked.</summary>
    /// <param name="Name">The remote that keeps the ledger.</param>
    public sealed record Offline(string Name) : LedgerPlace;
}
