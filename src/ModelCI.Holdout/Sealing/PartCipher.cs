using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Sealing;

namespace ModelCI.Holdout.Sealing;

/// <summary>
/// Seals and opens the parts of one file with AES-256-GCM: the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015), whose nonces
/// are a counter and a mark of the last part, so that parts can be neither exchanged nor repeated nor left out. The key is the file's own
/// (a fresh salt for each), so no nonce is used twice.
/// </summary>
internal sealed class PartCipher : IDisposable
{
    private const string Purpose = "files";

    private readonly AesGcm _cipher;
    private readonly byte[] _context;

    /// <param name="testSet">Its name; a name has no slash, so contexts cannot run into each other.</param>
    public PartCipher(SecretKey key, ReadOnlySpan<byte> salt, string testSet, SealedKind kind)
    {
        _context = Encoding.UTF8.GetBytes($"modelci/sealed/{SealedFormat.Version}/{testSet}/{kind.ToString().ToLowerInvariant()}");
        _cipher = new AesGcm(Derive(key, salt, _context, SecretKey.Length), SealedFormat.TagBytes);
    }

    /// <summary>
    /// Tells a wrong key from an edited file. It binds the file to its key too, which AES-GCM alone does not: there a file can be made that
    /// opens under two keys.
    /// </summary>
    public static byte[] KeyCheck(SecretKey key, ReadOnlySpan<byte> salt) =>
        Derive(key, salt, Encoding.UTF8.GetBytes($"modelci/sealed/{SealedFormat.Version}/key"), SealedFormat.KeyCheckBytes);

    /// <param name="sealedPart">Longer than <paramref name="plain"/> by a tag.</param>
    public void Seal(SealedPart part, long number, ReadOnlySpan<byte> plain, Span<byte> sealedPart) =>
        _cipher.Encrypt(Nonce(part, number), plain, sealedPart[..plain.Length], sealedPart[plain.Length..], _context);

    /// <summary>Whether <paramref name="sealedPart"/> is that part; if not, <paramref name="plain"/> means nothing.</summary>
    public bool TryOpen(SealedPart part, long number, ReadOnlySpan<byte> sealedPart, Span<byte> plain)
    {
        try
        {
            _cipher.Decrypt(Nonce(part, number), sealedPart[..plain.Length], sealedPart[plain.Length..], plain, _context);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _cipher.Dispose();

    private static byte[] Derive(SecretKey key, ReadOnlySpan<byte> salt, byte[] info, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Derive(Purpose), length, salt.ToArray(), info);

    private static byte[] Nonce(SealedPart part, long number)
    {
        var nonce = new byte[SealedMessage.NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(^9..^1), number);
        nonce[^1] = (byte)part;
        return nonce;
    }
}
