using System.Text.Json.Serialization;

namespace ModelCI.Core.Accounting;

/// <summary>What every ledger entry carries.</summary>
/// <param name="Schema"><see cref="LedgerFormat.Schema"/> of the writer.</param>
/// <param name="Previous">Hash of the previous entry; null for the first.</param>
/// <param name="Tool">Version of ModelCI.</param>
/// <param name="Time">UTC, ISO 8601, seconds.</param>
/// <param name="Actor">Who ran it.</param>
/// <param name="Commit">Commit under test; null where unknown.</param>
/// <param name="Sealed">SHA-256 of the entry's sealed part, as stored.</param>
/// <param name="PullRequest">Its number; left out where the run belongs to none.</param>
/// <param name="Items">SHA-256 of the part <see cref="LedgerParts.Items"/>; left out where the entry has none.</param>
/// <param name="Labels">SHA-256 of the part <see cref="LedgerParts.Labels"/>; left out where the entry has none.</param>
/// <param name="Mac">HMAC-SHA256 over the entry without this field; left out where the account has no key.</param>
public sealed record EntryHeader(
    string Schema,
    string? Previous,
    string Tool,
    string Time,
    string Actor,
    string? Commit,
    string Sealed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? PullRequest = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Items = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Labels = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mac = null);
