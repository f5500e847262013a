namespace ModelCI.Cli.Ledgers;

/// <summary>What a reader of an account must know about how far it was checked.</summary>
internal static class LedgerNotes
{
    public const string NotAuthenticated =
        "not authenticated: the entries were checked as a chain of hashes only; with the\nkeys set it is checked that holders of the account's key wrote them\n";

    public const string InClear = "not authenticated: the account has no key; whoever can push can write entries\n";

    public const string NotPinned = "not pinned: write that hash into holdout.account, so that nobody can start afresh\n";
}
