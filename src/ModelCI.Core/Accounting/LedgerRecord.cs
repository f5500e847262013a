using System.Security.Cryptography;

namespace ModelCI.Core.Accounting;

/// <summary>An entry as stored: the bytes of <c>entry.json</c> and of <c>sealed</c>.</summary>
public sealed record LedgerRecord(byte[] Entry, byte[] Sealed)
{
    /// <summary>SHA-256 of the entry, lower-case hex: what the next entry names.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Entry));
}
