using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ModelCI.Core.Tests.Support;

/// <summary>AES-GCM by the letter of NIST SP 800-38D, from the block cipher alone: nonces of 12 bytes, tags of 16.</summary>
internal static class GaloisCounter
{
    public static (byte[] Ciphertext, byte[] Tag) Encrypt(byte[] key, byte[] nonce, byte[] plaintext, byte[] associated)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        byte[] Block(uint counter)
        {
            byte[] input = [.. nonce, 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(12), counter);
            return aes.EncryptEcb(input, PaddingMode.None);
        }
        var ciphertext = plaintext.Select((value, index) => (byte)(value ^ Block((uint)(2 + index / 16))[index % 16])).ToArray();
        var subkey = Number(aes.EncryptEcb(new byte[16], PaddingMode.None));
        var lengths = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(lengths, associated.Length * 8L);
        BinaryPrimitives.WriteInt64BigEndian(lengths.AsSpan(8), ciphertext.Length * 8L);
        var hash = UInt128.Zero;
        foreach (var block in Blocks(associated).Concat(Blocks(ciphertext)).Append(lengths)) hash = Multiply(hash ^ Number(block), subkey);
        var tag = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(tag, hash ^ Number(Block(1)));
        return (ciphertext, tag);
    }

    /// <summary>In GF(2^128), the leftmost bit being the coefficient of x^0 (section 6.3).</summary>
    private static UInt128 Multiply(UInt128 x, UInt128 y)
    {
        var reduction = (UInt128)0xE1 << 120;
        var (product, power) = (UInt128.Zero, y);
        for (var bit = 127; bit >= 0; bit--)
        {
            if ((x >> bit & 1) == 1) product ^= power;
            power = (power & 1) == 1 ? power >> 1 ^ reduction : power >> 1;
        }
        return product;
    }

    private static IEnumerable<byte[]> Blocks(byte[] bytes) => bytes.Chunk(16).Select(chunk => (byte[])[.. chunk, .. new byte[16 - chunk.Length]]);

    private static UInt128 Number(byte[] block) => BinaryPrimitives.ReadUInt128BigEndian(block);
}
