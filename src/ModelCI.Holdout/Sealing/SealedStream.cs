using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Sealing;

/// <summary>
/// The content of a sealed file, forwards, in bounded memory. Nothing is handed out before its chunk is authenticated, and the stream ends only
/// after the last chunk, padding included.
/// </summary>
internal sealed class SealedStream : Stream
{
    private readonly HoldoutFile _file;
    private readonly Stream _source;
    private readonly PartCipher _cipher;
    private readonly SealedSizes _sizes;
    private readonly byte[] _plain = new byte[SealedFormat.ChunkBytes];
    private readonly byte[] _sealed = new byte[SealedFormat.ChunkBytes + SealedFormat.TagBytes];
    private long _chunk;
    private int _filled;
    private int _read;

    /// <param name="file">For messages.</param>
    /// <param name="source">At the first chunk; closed with this stream, as is <paramref name="cipher"/>.</param>
    public SealedStream(HoldoutFile file, Stream source, PartCipher cipher, SealedSizes sizes)
    {
        _file = file;
        _source = source;
        _cipher = cipher;
        _sizes = sizes;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    /// <summary>Bytes of content.</summary>
    public override long Length => _sizes.Content;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        // Chunks of padding have no content, but are opened like all others.
        while (_read == _filled && _chunk < _sizes.Chunks) OpenNext();
        var count = Math.Min(buffer.Length, _filled - _read);
        _plain.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _source.Dispose();
        }
        base.Dispose(disposing);
    }

    private void OpenNext()
    {
        var length = _sizes.ChunkBytes(_chunk);
        var sealedChunk = _sealed.AsSpan(0, length + SealedFormat.TagBytes);
        _source.ReadExactly(sealedChunk);
        var part = _chunk == _sizes.Chunks - 1 ? SealedPart.LastChunk : SealedPart.Chunk;
        if (!_cipher.TryOpen(part, _chunk, sealedChunk, _plain.AsSpan(0, length)))
            throw SealingProblems.Edited(_file.Written, _chunk * SealedFormat.ChunkBytes, length);
        _filled = _sizes.ContentBytes(_chunk++);
        _read = 0;
    }
}
