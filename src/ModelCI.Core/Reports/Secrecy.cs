namespace ModelCI.Core.Reports;

/// <summary>What a reader of the repository can see, and where the account lives.</summary>
/// <param name="IsHoldoutSealed">Items and labels are sealed.</param>
/// <param name="IsLedgerSealed">The account has a key.</param>
/// <param name="IsLedgerLocal">It is not shared with a remote.</param>
/// <param name="IsProvisional">The run was decided out of reach of the ledger.</param>
public sealed record Secrecy(bool IsHoldoutSealed, bool IsLedgerSealed, bool IsLedgerLocal, bool IsProvisional);
