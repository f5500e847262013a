using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Items;
using ModelCI.Core.Sealing;

namespace ModelCI.Core.Accounting;

/// <summary>
/// The secrets of one test set's account, or their public stand-ins where it has no key: then everything is in clear, and every report says so.
/// </summary>
public sealed class LedgerSeal
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    private readonly string _testSet;
    private readonly TestSetKeys? _keys;
    private readonly byte[]? _encryption;
    private readonly byte[]? _authentication;

    /// <param name="testSet">Its name; keys of two test sets never agree.</param>
    /// <param name="keys">Null for an account in clear.</param>
    public LedgerSeal(string testSet, TestSetKeys? keys)
    {
        _testSet = testSet;
        _keys = keys;
        Fingerprint = keys?.Encryption.Fingerprint;
        _encryption = keys?.Encryption.Derive("ledger/encryption/" + testSet);
        _authentication = keys?.Encryption.Derive("ledger/authentication/" + testSet);
        // Items are compared over all test sets of a repository: one key for all of them.
        ItemKey = keys?.Encryption.Derive("items") ?? ItemPins.PublicKey.ToArray();
        LabelKey = keys?.Encryption.Derive("labels/" + testSet) ?? LabelCommitments.PublicKey.ToArray();
        OrderSecret = keys?.Order.Derive("order/" + testSet);
    }

    /// <summary>Whether the account has a key.</summary>
    public bool IsKeyed => _encryption is not null;

    /// <summary>Pinned by the first entry; null without a key.</summary>
    public string? Fingerprint { get; }

    /// <summary>Of the keyed hashes of items, 32 bytes.</summary>
    public byte[] ItemKey { get; }

    /// <summary>Of the commitments to labels, 32 bytes.</summary>
    public byte[] LabelKey { get; }

    /// <summary>Of the reading order, 32 bytes; null for the public order.</summary>
    public byte[]? OrderSecret { get; }

    /// <summary>The secrets of another test set with the same keys.</summary>
    public LedgerSeal For(string testSet) => new(testSet, _keys);

    /// <summary>What entries say of the items' digest: with a key no guess of the items can be held against it.</summary>
    public string DigestOf(string items) =>
        IsKeyed ? Convert.ToHexStringLower(HMACSHA256.HashData(ItemKey, Encoding.UTF8.GetBytes("pool/" + items))) : items;

    /// <summary>A part of an entry as stored.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="previous">Hash of the entry before; a part cannot be moved to another place of the chain.</param>
    /// <param name="nonce"><see cref="NonceBytes"/> bytes that were never used before.</param>
    public byte[] Seal(byte[] plain, string part, string? previous, byte[] nonce) =>
        _encryption is null ? plain : SealedMessage.Seal(_encryption, plain, Context(part, previous), nonce);

    /// <summary>A part as it was before it was stored; null where it was changed, moved or sealed with another key.</summary>
    public byte[]? TryOpen(byte[] stored, string part, string? previous) =>
        _encryption is null ? stored : SealedMessage.TryOpen(_encryption, stored, Context(part, previous));

    /// <summary>HMAC-SHA256 of an entry, lower-case hex; null without a key.</summary>
    public string? Mac(LedgerEntry entry) => _authentication is null
        ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(_authentication, LedgerFormat.Write(entry with { Header = entry.Header with { Mac = null } })));

    private string Context(string part, string? previous) => $"ledger/{_testSet}/{part}/{previous}";
}
