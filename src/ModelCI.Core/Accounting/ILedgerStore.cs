namespace ModelCI.Core.Accounting;

/// <summary>Where a ledger lives. A seam: a git ref, or memory.</summary>
public interface ILedgerStore
{
    /// <summary>All records in chain order with a token for the head that they were read at.</summary>
    LedgerSnapshot Load();

    /// <summary>Appends behind <paramref name="expectedHead"/>; false, with nothing written, when the head is another by now.</summary>
    bool TryAppend(LedgerDraft draft, string? expectedHead);
}

/// <summary>A ledger as read.</summary>
/// <param name="Head">Opaque token of the store; null for an empty ledger.</param>
public sealed record LedgerSnapshot(IReadOnlyList<LedgerRecord> Records, string? Head);
