using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ModelCI.Adapters.Tests.Holdout;

/// <summary>Writes .npy files as NumPy does, and as it never would.</summary>
internal static class Npy
{
    public static byte[] Of<T>(string type, string shape, params T[] values)
        where T : unmanaged =>
        Bytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}", MemoryMarshal.AsBytes(values.AsSpan()));

    public static byte[] Bytes(string header, ReadOnlySpan<byte> data, byte version = 1)
    {
        var lengthBytes = version == 1 ? 2 : 4;
        var padding = 64 - (8 + lengthBytes + header.Length + 1) % 64;
        var text = Encoding.Latin1.GetBytes(header + new string(' ', padding) + "\n");
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length.AsSpan(0, lengthBytes), .. text, .. data];
    }
}
