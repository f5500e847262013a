using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Arrays as NumPy writes them (NumPy Enhancement Proposal 1), and as nobody should.</summary>
internal static class Npy
{
    public static byte[] Of(string description, string shape, byte[] elements) => WithHeader($"{{'descr': '{description}', 'fortran_order': False, 'shape': {shape}, }}", elements);

    /// <param name="length">What the file says of its header's length; null for the truth.</param>
    public static byte[] WithHeader(string header, byte[] elements, ushort? length = null)
    {
        var text = Encoding.UTF8.GetBytes(header.PadRight(((header.Length + 11 + 63) / 64 * 64) - 11) + "\n");
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, length ?? checked((ushort)text.Length));
        return [0x93, .. "NUMPY"u8, 1, 0, .. size, .. text, .. elements];
    }

    /// <summary>A zip archive of these members.</summary>
    public static byte[] Archive(params (string Name, byte[] Content)[] members)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                member.Write(content);
            }
        }
        return archive.ToArray();
    }

    /// <summary>An archive whose one array is nothing but zeros.</summary>
    public static byte[] Zeros(long rows)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = zip.CreateEntry("x.npy", CompressionLevel.Optimal).Open();
            member.Write(Of("<f4", string.Create(CultureInfo.InvariantCulture, $"({rows}, 2)"), []));
            var block = new byte[1 << 20];
            for (var left = rows * 8; left > 0; left -= block.Length) member.Write(block, 0, (int)Math.Min(left, block.Length));
        }
        return archive.ToArray();
    }
}
