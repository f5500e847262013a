using System.Text.Json.Serialization;

namespace ModelCI.Core.Accounting;

/// <summary>One link of the chain: only what feedback allows developers to see. A closed hierarchy.</summary>
/// <param name="Header">What every entry carries.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OpenEntry), "open")]
[JsonDerivedType(typeof(ResultEntry), "result")]
[JsonDerivedType(typeof(PinEntry), "pin")]
[JsonDerivedType(typeof(OfflineEntry), "offline")]
[JsonDerivedType(typeof(RetireEntry), "retire")]
public abstract record LedgerEntry(EntryHeader Header);

/// <summary>Appended before any label is read; nothing in it changes later.</summary>
/// <param name="Step">t, from 1.</param>
/// <param name="Key">Identifies the evaluation by content; see <see cref="EvaluationKey"/>.</param>
public sealed record OpenEntry(
    EntryHeader Header,
    int Step,
    string Key,
    TestSetPin TestSet,
    EvaluatedModels Models,
    GatePolicy Policy,
    ErrorSpend Error,
    LabelReserve Labels) : LedgerEntry(Header);

/// <summary>Appended after the decision and before anything is shown.</summary>
/// <param name="Opening">Hash of the open entry.</param>
/// <param name="Symbol">What is released.</param>
/// <param name="Shown">What is shown besides, under <c>feedback: estimates</c>; null otherwise.</param>
/// <param name="After">What that leaves of the error budget.</param>
public sealed record ResultEntry(EntryHeader Header, string Opening, ReleasedSymbol Symbol, ShownCounts? Shown, AccountAfter After) : LedgerEntry(Header);

/// <summary>Pins a test set without an evaluation: as the first entry it begins an account, later it appends items (<c>holdout extend</c>).</summary>
public sealed record PinEntry(EntryHeader Header, TestSetPin TestSet) : LedgerEntry(Header);

/// <summary>
/// A verdict that was shown while the ledger was out of reach. It decided nothing, but it was seen: it is one more symbol, paid for like any
/// (statistics.md section 5).
/// </summary>
/// <param name="Provisional">Hash of the result entry that was written offline; each is entered once.</param>
/// <param name="Opening">Its open entry, which fixes the symbol's code. It takes no step of this account.</param>
/// <param name="Symbol">What was shown.</param>
/// <param name="Shown">As in a result.</param>
/// <param name="After">As in a result.</param>
public sealed record OfflineEntry(
    EntryHeader Header, string Provisional, OpenEntry Opening, ReleasedSymbol Symbol, ShownCounts? Shown, AccountAfter After) : LedgerEntry(Header);

/// <summary>No evaluation follows.</summary>
/// <param name="Successor">Name of the test set that takes over; null where there is none.</param>
public sealed record RetireEntry(EntryHeader Header, Retirement Reason, string? Successor) : LedgerEntry(Header);

/// <summary>Why a test set was retired by hand.</summary>
public enum Retirement
{
    /// <summary><c>holdout rotate</c>.</summary>
    Rotated,
    /// <summary><c>ledger show --unseal</c>: somebody has seen what no account has paid for.</summary>
    Unsealed,
}
