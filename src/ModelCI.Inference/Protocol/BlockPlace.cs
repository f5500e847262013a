using System.Buffers.Binary;

namespace ModelCI.Inference.Protocol;

/// <summary>Where the batches of a <see cref="FrameType.Predict"/> message are: the message begins with it.</summary>
/// <param name="Start">In shared memory; <see cref="Inline"/> where they follow in the message.</param>
/// <param name="Length">Bytes of all batches.</param>
internal readonly record struct BlockPlace(int Start, int Length)
{
    public const int Bytes = 2 * sizeof(int);
    public const int Inline = -1;

    public void WriteTo(Span<byte> message)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, Start);
        BinaryPrimitives.WriteInt32LittleEndian(message[sizeof(int)..], Length);
    }

    /// <summary>The batches, one after the other; valid until the message is answered.</summary>
    public static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> message, SharedMemory? shared)
    {
        var place = new BlockPlace(BinaryPrimitives.ReadInt32LittleEndian(message.Span), BinaryPrimitives.ReadInt32LittleEndian(message.Span[sizeof(int)..]));
        return place.Start == Inline ? message.Slice(Bytes, place.Length) : shared!.Memory.Slice(place.Start, place.Length);
    }
}
