using System.Buffers;
using System.Text;

namespace ModelCI.Inference.Protocol;

/// <summary>One received message in a rented buffer, which goes back on disposal.</summary>
internal sealed class Frame(FrameType type, byte[] buffer, int length) : IDisposable
{
    public FrameType Type { get; } = type;

    public ReadOnlyMemory<byte> Payload => buffer.AsMemory(0, length);

    public BinaryReader Reader() => new(new MemoryStream(buffer, 0, length, writable: false), Encoding.UTF8);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
