using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ModelCI.Inference.Protocol;

/// <summary>Frames over a pair of streams: 4 bytes length (little-endian), 1 byte type, payload. One reader and one writer at a time.</summary>
internal sealed class FrameChannel(Stream input, Stream output)
{
    /// <summary>Raised with every change of a message. Both ends are of one build; a mismatch means a mixed installation.</summary>
    public const int Version = 2;

    // A hostile model may own the other end: it must not make the gate allocate without bound.
    private const int MaximumPayload = 1 << 30;
    private const int HeaderBytes = 5;

    private readonly byte[] _header = new byte[HeaderBytes];

    public void Send(FrameType type, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        header[4] = (byte)type;
        output.Write(header);
        output.Write(payload);
        output.Flush();
    }

    public void Send(FrameType type, Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true)) write(writer);
        Send(type, buffer.GetBuffer().AsSpan(0, checked((int)buffer.Length)));
    }

    /// <summary>The next frame, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The other end does not speak this protocol.</exception>
    public Frame? Receive()
    {
        if (input.ReadAtLeast(_header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is < 0 or > MaximumPayload) throw new InvalidDataException("a frame of impossible length");
        var payload = ArrayPool<byte>.Shared.Rent(length);
        if (input.ReadAtLeast(payload.AsSpan(0, length), length, throwOnEndOfStream: false) == length)
        {
            return new Frame((FrameType)_header[4], payload, length);
        }
        ArrayPool<byte>.Shared.Return(payload);
        return null;
    }
}
