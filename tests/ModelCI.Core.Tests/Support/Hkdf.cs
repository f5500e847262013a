using System.Security.Cryptography;

namespace ModelCI.Core.Tests.Support;

/// <summary>HKDF-SHA256 by the letter of RFC 5869, from HMAC alone.</summary>
internal static class Hkdf
{
    public static byte[] DeriveKey(byte[] input, byte[] salt, byte[] info, int length)
    {
        var extracted = HMACSHA256.HashData(salt.Length == 0 ? new byte[32] : salt, input);
        var (output, block) = (new List<byte>(), Array.Empty<byte>());
        for (byte number = 1; output.Count < length; number++)
        {
            block = HMACSHA256.HashData(extracted, (byte[])[.. block, .. info, number]);
            output.AddRange(block);
        }
        return [.. output.Take(length)];
    }
}
