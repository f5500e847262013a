using System.Buffers.Binary;

namespace ModelCI.Holdout.Sealing;

/// <summary>How much a sealed file holds. It is known before the first chunk is opened, so that a file that was cut off is told from an edited one.</summary>
/// <param name="Content">Bytes of the file that was sealed.</param>
/// <param name="Padding">Zeros behind them, where the content's own size would tell something.</param>
internal readonly record struct SealedSizes(long Content, long Padding)
{
    public long Total => Content + Padding;

    /// <summary>At least one: a sealed file without content has an empty last chunk.</summary>
    public long Chunks => Math.Max(1, (Total + SealedFormat.ChunkBytes - 1) / SealedFormat.ChunkBytes);

    /// <summary>Of the sealed file.</summary>
    public long FileBytes => SealedFormat.HeaderBytes + Total + Chunks * SealedFormat.TagBytes;

    /// <summary>Bytes of content and padding in the chunk of that number.</summary>
    public int ChunkBytes(long chunk) => (int)Math.Min(SealedFormat.ChunkBytes, Total - chunk * SealedFormat.ChunkBytes);

    /// <summary>How many of these are content.</summary>
    public int ContentBytes(long chunk) => (int)Math.Clamp(Content - chunk * SealedFormat.ChunkBytes, 0, ChunkBytes(chunk));

    public static SealedSizes Parse(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]));

    public byte[] ToBytes()
    {
        var bytes = new byte[SealedFormat.SizesBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Content);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), Padding);
        return bytes;
    }
}
