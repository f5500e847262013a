using System.Security.Cryptography;
using ModelCI.Core.Sealing;

namespace ModelCI.Holdout.Sealing;

/// <summary>Seals a file of any size in bounded memory.</summary>
internal sealed class SealedWriter(SecretKey key, string testSet, SealedKind kind)
{
    /// <param name="content">Read from its beginning to its end.</param>
    /// <param name="padding">Bytes to add, where the content's own size would tell something.</param>
    /// <exception cref="IOException">The content changed its length on the way, or what is read or written fails.</exception>
    public void Write(Stream content, long padding, Stream output, CancellationToken cancellation)
    {
        var sizes = new SealedSizes(content.Length, padding);
        var salt = RandomNumberGenerator.GetBytes(SealedFormat.SaltBytes);
        using var cipher = new PartCipher(key, salt, testSet, kind);
        output.Write(SealedFormat.Magic);
        output.WriteByte(SealedFormat.Version);
        output.Write(salt);
        output.Write(PartCipher.KeyCheck(key, salt));
        var sealedSizes = new byte[SealedFormat.SizesBytes + SealedFormat.TagBytes];
        cipher.Seal(SealedPart.Sizes, 0, sizes.ToBytes(), sealedSizes);
        output.Write(sealedSizes);
        WriteChunks(content, sizes, cipher, output, cancellation);
        if (content.ReadByte() >= 0) throw new IOException("the file grew while it was sealed");
    }

    private static void WriteChunks(Stream content, SealedSizes sizes, PartCipher cipher, Stream output, CancellationToken cancellation)
    {
        var plain = new byte[SealedFormat.ChunkBytes];
        var sealedChunk = new byte[SealedFormat.ChunkBytes + SealedFormat.TagBytes];
        for (var chunk = 0L; chunk < sizes.Chunks; chunk++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (length, filled) = (sizes.ChunkBytes(chunk), sizes.ContentBytes(chunk));
            content.ReadExactly(plain.AsSpan(0, filled));
            plain.AsSpan(filled, length - filled).Clear();
            var part = chunk == sizes.Chunks - 1 ? SealedPart.LastChunk : SealedPart.Chunk;
            cipher.Seal(part, chunk, plain.AsSpan(0, length), sealedChunk.AsSpan(0, length + SealedFormat.TagBytes));
            output.Write(sealedChunk.AsSpan(0, length + SealedFormat.TagBytes));
        }
    }
}
