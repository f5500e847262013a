using System.Security.Cryptography;

namespace ModelCI.Core.Accounting;

/// <summary>An entry as stored: the bytes of <c>entry.json</c>, and the parts beside it, which are read when they are needed.</summary>
/// <param name="Entry">Canonical JSON.</param>
/// <param name="ReadPart">The bytes of a part by its name (<see cref="LedgerParts"/>); null where the entry has none of that name.</param>
public sealed record LedgerRecord(byte[] Entry, Func<string, byte[]?> ReadPart)
{
    /// <summary>Canonical JSON; fixed together with its hash.</summary>
    public byte[] Entry { get; } = Entry;

    /// <summary>SHA-256 of the entry, lower-case hex: what the next entry names.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Entry));
}

/// <summary>An entry to be appended, with its parts by name.</summary>
public sealed record LedgerDraft(byte[] Entry, IReadOnlyDictionary<string, byte[]> Parts)
{
    /// <summary>As it is read back.</summary>
    public LedgerRecord ToRecord() => new(Entry, name => Parts.GetValueOrDefault(name));
}

/// <summary>Names of the parts that stand beside an entry. Each is named by its SHA-256 in the entry's header.</summary>
public static class LedgerParts
{
    /// <summary>What developers may not see; of one size per test set and kind of entry. Every entry has it.</summary>
    public const string Sealed = "sealed";

    /// <summary>Digests of the items (<c>ItemPins</c>), where an entry pins a test set.</summary>
    public const string Items = "items";

    /// <summary>Commitments to all labels that are available, where some became so since the last such part.</summary>
    public const string Labels = "labels";
}
