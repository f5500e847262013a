using System.Buffers.Binary;

namespace ModelCI.Holdout.Arrays;

/// <summary>
/// The checksum of zip archives: CRC-32 of ISO 3309 (polynomial 0x04C11DB7, reflected), eight bytes at a time. .NET reads archives without comparing it, and has it in
/// a package of its own that the registries here lack.
/// </summary>
internal static class Crc32
{
    private const uint Reflected = 0xEDB88320;
    private const int Slices = 8;
    private const int BufferBytes = 1 << 17;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Of everything up to the end of the stream.</summary>
    public static uint Of(Stream stream)
    {
        var (crc, buffer) = (uint.MaxValue, new byte[BufferBytes]);
        while (stream.Read(buffer) is > 0 and var read) crc = Add(crc, buffer.AsSpan(0, read));
        return ~crc;
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            crc = Tables[7][low & 0xFF] ^ Tables[6][low >> 8 & 0xFF] ^ Tables[5][low >> 16 & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xFF] ^ Tables[2][high >> 8 & 0xFF] ^ Tables[1][high >> 16 & 0xFF] ^ Tables[0][high >> 24];
        }
        foreach (var value in bytes) crc = crc >> 8 ^ Tables[0][(crc ^ value) & 0xFF];
        return crc;
    }

    /// <summary>By distance in bytes: what a byte does to the checksum that many bytes later.</summary>
    private static uint[][] MakeTables()
    {
        var tables = Enumerable.Range(0, Slices).Select(_ => new uint[256]).ToArray();
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ Reflected;
            tables[0][value] = crc;
        }
        for (var slice = 1; slice < Slices; slice++)
        {
            for (var value = 0; value < 256; value++) tables[slice][value] = tables[slice - 1][value] >> 8 ^ tables[0][tables[slice - 1][value] & 0xFF];
        }
        return tables;
    }
}
