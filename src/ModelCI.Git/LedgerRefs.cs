namespace ModelCI.Git;

/// <summary>Full names of the refs of one test set.</summary>
internal sealed record LedgerRefs(string Name)
{
    public const string Ledgers = "refs/modelci/";

    /// <summary>The ledger, here and at a remote.</summary>
    public string Ledger => Ledgers + Name;

    /// <summary>The last head that this clone saw. It moves only forward, so that a ledger that was rewound is noticed.</summary>
    public string Seen => "refs/modelci-seen/" + Name;

    /// <summary>Provisional entries, behind the ledger as it was known when the remote was not asked.</summary>
    public string Offline => "refs/modelci-offline/" + Name;
}
