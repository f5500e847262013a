using System.Security.Cryptography;
using System.Text;

namespace ModelCI.Core.Sealing;

/// <summary>
/// A short message, encrypted and authenticated with AES-256-GCM (NIST SP 800-38D): a version byte, the nonce, the ciphertext, the tag.
/// Version and context are associated data: what was sealed for one place does not open in another.
/// </summary>
public static class SealedMessage
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>Length of a nonce, in bytes.</summary>
    public const int NonceBytes = 12;

    /// <summary>By how many bytes a sealed message is longer than its plaintext.</summary>
    public const int Overhead = 1 + NonceBytes + TagBytes;

    private const int TagBytes = 16;
    private const byte Version = 1;

    /// <summary>Seals <paramref name="plaintext"/>, of any length.</summary>
    /// <param name="key"><see cref="KeyBytes"/> bytes, derived for this use.</param>
    /// <param name="plaintext">What to seal; its length shows.</param>
    /// <param name="context">What the message is and where it belongs; needed again to open it.</param>
    /// <param name="nonce"><see cref="NonceBytes"/> bytes, never used before with this key: two messages under one nonce give away both and
    /// the power to forge. Random ones are safe for 2^32 messages of a key (SP 800-38D, section 8.3).</param>
    /// <exception cref="ArgumentException">A key or nonce of another length.</exception>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plaintext, string context, ReadOnlySpan<byte> nonce)
    {
        using var cipher = Cipher(key);
        if (nonce.Length != NonceBytes) throw new ArgumentException($"a nonce has {NonceBytes} bytes, not {nonce.Length}", nameof(nonce));
        var message = new byte[plaintext.Length + Overhead];
        message[0] = Version;
        nonce.CopyTo(message.AsSpan(1));
        var body = message.AsSpan(1 + NonceBytes);
        cipher.Encrypt(nonce, plaintext, body[..plaintext.Length], body[plaintext.Length..], AssociatedData(context));
        return message;
    }

    /// <summary>The plaintext; null where key, context or any byte of the message is not the one that it was sealed with.</summary>
    /// <exception cref="ArgumentException">A key of another length.</exception>
    public static byte[]? TryOpen(byte[] key, ReadOnlySpan<byte> message, string context)
    {
        using var cipher = Cipher(key);
        if (message.Length < Overhead || message[0] != Version) return null;
        var plaintext = new byte[message.Length - Overhead];
        var body = message[(1 + NonceBytes)..];
        try
        {
            cipher.Decrypt(message.Slice(1, NonceBytes), body[..plaintext.Length], body[plaintext.Length..], plaintext, AssociatedData(context));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesGcm Cipher(byte[] key) =>
        key.Length == KeyBytes ? new AesGcm(key, TagBytes) : throw new ArgumentException($"a key has {KeyBytes} bytes, not {key.Length}", nameof(key));

    private static byte[] AssociatedData(string context) => [Version, .. Encoding.UTF8.GetBytes(context)];
}
