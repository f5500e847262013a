using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Core.Sealing;

/// <summary>
/// A secret of 32 random bytes. It is never used itself: every use has a key of its own, derived by HKDF-SHA256 (Krawczyk 2010; RFC 5869), so
/// that what one of them tells, nothing follows for another. Assumes that the bytes are uniformly random.
/// </summary>
public sealed class SecretKey
{
    /// <summary>Length of a secret and of every key that is derived from it, in bytes.</summary>
    public const int Length = 32;

    private const int FingerprintBytes = 16;
    private const string Context = "modelci/1/";

    private readonly byte[] _secret;

    private SecretKey(byte[] secret)
    {
        _secret = secret;
        Fingerprint = Convert.ToHexStringLower(Derive("fingerprint").AsSpan(0, FingerprintBytes));
    }

    /// <summary>Names the key without telling it: 32 lower-case hex digits. It may be published.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads a secret; white space does not count.</summary>
    /// <param name="base64">Exactly <see cref="Length"/> bytes in base64 (RFC 4648, section 4).</param>
    /// <param name="variable">The environment variable that it comes from, for the message.</param>
    /// <exception cref="ModelCIException">MCI4030: anything else; the message does not repeat it.</exception>
    public static SecretKey Parse(string base64, string variable)
    {
        // One byte of room more, so that a longer secret is not taken for a whole one.
        var secret = new byte[Length + 1];
        if (Convert.TryFromBase64String(base64, secret, out var written) && written == Length) return new SecretKey(secret[..Length]);
        throw new ModelCIException(
            "MCI4030", $"the value is not a key: {Length} random bytes in base64 are needed", variable,
            "make a pair of keys with `modelci holdout seal --new-key`");
    }

    /// <summary>
    /// The key for one purpose, <see cref="Length"/> bytes: HKDF-SHA256 without salt (the secret is uniform, RFC 5869 section 3.1), its info
    /// being <c>modelci/1/</c> and <paramref name="purpose"/> in UTF-8.
    /// </summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.UTF8.GetBytes(Context + purpose));
}
