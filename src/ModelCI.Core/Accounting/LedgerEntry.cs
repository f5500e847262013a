using System.Text.Json.Serialization;

namespace ModelCI.Core.Accounting;

/// <summary>One link of the chain: only what feedback allows developers to see. A closed hierarchy.</summary>
/// <param name="Header">What every entry carries.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OpenEntry), "open")]
[JsonDerivedType(typeof(ResultEntry), "result")]
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
public sealed record ResultEntry(EntryHeader Header, string Opening, ReleasedSymbol Symbol, ShownCounts? Shown) : LedgerEntry(Header);
