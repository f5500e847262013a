namespace ModelCI.Core.Accounting;

/// <summary>What every ledger entry carries.</summary>
/// <param name="Schema"><see cref="LedgerFormat.Schema"/> of the writer.</param>
/// <param name="Previous">Hash of the previous entry; null for the first.</param>
/// <param name="Tool">Version of ModelCI.</param>
/// <param name="Time">UTC, ISO 8601, seconds.</param>
/// <param name="Actor">Who ran it.</param>
/// <param name="Commit">Commit under test; null where unknown.</param>
/// <param name="Sealed">SHA-256 of the entry's sealed part.</param>
public sealed record EntryHeader(string Schema, string? Previous, string Tool, string Time, string Actor, string? Commit, string Sealed);
