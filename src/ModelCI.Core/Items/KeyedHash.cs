using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ModelCI.Core.Items;

/// <summary>The first 16 bytes of HMAC-SHA256 as a number whose order is that of the bytes.</summary>
internal static class KeyedHash
{
    private const int KeyBytes = 32;
    private const int MostOnTheStack = 256;

    /// <summary>Of a text's UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    public static UInt128 Of(ReadOnlySpan<byte> key, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= MostOnTheStack ? stackalloc byte[MostOnTheStack] : new byte[most];
        return Of(key, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>Of bytes.</summary>
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    public static UInt128 Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"a key of {key.Length} bytes where {KeyBytes} are needed", nameof(key));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
