using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ModelCI.Holdout.Digests;

/// <summary>Feeds a hash from a reused buffer: one call of the hash for a small item, bounded memory for a large one.</summary>
internal sealed class DigestWriter : IDisposable
{
    private const int FlushAt = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[1 << 12];
    private int _filled;
    private bool _isFlushed;

    public void Write(int number) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), number);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>The first, then the second.</summary>
    public void Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var room = Reserve(checked(first.Length + second.Length));
        first.CopyTo(room);
        second.CopyTo(room[first.Length..]);
    }

    /// <summary>Room for exactly <paramref name="length"/> bytes, to be filled before the next call.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_filled >= FlushAt) Flush();
        if (length > _buffer.Length - _filled) Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(2L * _buffer.Length, (long)_filled + length)));
        var room = _buffer.AsSpan(_filled, length);
        _filled += length;
        return room;
    }

    /// <summary>Writes the hash of what came since the last call.</summary>
    public void Finish(Span<byte> digest)
    {
        if (_isFlushed)
        {
            Flush();
            _hash.GetHashAndReset(digest);
        }
        else
        {
            // In one go: half the time.
            SHA256.HashData(_buffer.AsSpan(0, _filled), digest);
        }
        (_filled, _isFlushed) = (0, false);
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(_buffer.AsSpan(0, _filled));
        (_filled, _isFlushed) = (0, true);
    }
}
