using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ModelCI.Inference.Protocol;

/// <summary>Frames over a pair of streams: 4 bytes length (little-endian), 1 byte type, payload. One reader and one writer at a time.</summary>
internal sealed class FrameChannel(Stream input, Stream output) : IDisposable
{
    /// <summary>Raised with every change of a message. Both ends are of one build; a mismatch means a mixed installation.</summary>
    public const int Version = 4;

    // A hostile model may own the other end: it must not make the gate allocate without bound.
    private const int MaximumPayload = 1 << 30;
    private const int HeaderBytes = 5;

    // What is larger goes past the buffer: to copy it costs more than a second call.
    private const int BufferBytes = 1 << 14;

    private readonly byte[] _header = new byte[HeaderBytes];
    private readonly MemoryStream _written = new();
    // Header and payload of a small frame cross in one call: to wake the other end twice costs as much as a small model.
    private readonly BufferedStream _input = new(input, BufferBytes);
    private readonly BufferedStream _output = new(output, BufferBytes);

    public void Send(FrameType type, ReadOnlySpan<byte> payload)
    {
        Write(type, payload);
        Flush();
    }

    public void Send(FrameType type, Action<BinaryWriter> write)
    {
        Write(type, write);
        Flush();
    }

    /// <summary>As <see cref="Send(FrameType, Action{BinaryWriter})"/>, but what is small waits for <see cref="Flush"/> or the next frames.</summary>
    public void Write(FrameType type, Action<BinaryWriter> write)
    {
        _written.SetLength(0);
        using (var writer = new BinaryWriter(_written, Encoding.UTF8, leaveOpen: true)) write(writer);
        Write(type, _written.GetBuffer().AsSpan(0, checked((int)_written.Length)));
    }

    public void Flush() => _output.Flush();

    private void Write(FrameType type, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        header[4] = (byte)type;
        _output.Write(header);
        _output.Write(payload);
    }

    public void Dispose()
    {
        _input.Dispose();
        _written.Dispose();
        try
        {
            _output.Dispose();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other end went before it had read everything.
        }
    }

    /// <summary>The next frame, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The other end does not speak this protocol.</exception>
    public Frame? Receive()
    {
        if (_input.ReadAtLeast(_header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is < 0 or > MaximumPayload) throw new InvalidDataException("a frame of impossible length");
        var payload = ArrayPool<byte>.Shared.Rent(length);
        if (_input.ReadAtLeast(payload.AsSpan(0, length), length, throwOnEndOfStream: false) == length)
        {
            return new Frame((FrameType)_header[4], payload, length);
        }
        ArrayPool<byte>.Shared.Return(payload);
        return null;
    }
}
