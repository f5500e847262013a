using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ModelCI.Holdout.Digests;

/// <summary>Feeds a hash from a reused buffer: one call of the hash for a small item, bounded memory for a large one.</summary>
internal sealed class DigestWriter : IDisposable
{
    private const int FlushAt = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Write(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(sizeof(int)), number);
        _buffer.Advance(sizeof(int));
    }

    /// <summary>The number of UTF-8 bytes, then these, so that 'ab', 'c' and 'a', 'bc' differ.</summary>
    public void Write(string text)
    {
        Write(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _buffer);
    }

    public void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Room for exactly <paramref name="length"/> bytes, to be filled before the next call.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_buffer.WrittenCount >= FlushAt) Flush();
        var room = _buffer.GetSpan(length)[..length];
        _buffer.Advance(length);
        return room;
    }

    /// <summary>Writes the hash of what came since the last call.</summary>
    public void Finish(Span<byte> digest)
    {
        Flush();
        _hash.GetHashAndReset(digest);
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
